#include "guard.h"

#include <opencv2/imgproc.hpp>

#include <vector>

EXPORT int ifcv_rectangle(cv::Mat* image, RectI rect, ScalarD color, int thickness, int line, int shift) {
  return guard([&] { cv::rectangle(*image, to_cv(rect), to_cv(color), thickness, line, shift); });
}

EXPORT int ifcv_rectangle_points(cv::Mat* image, PointI a, PointI b, ScalarD color, int thickness, int line, int shift) {
  return guard([&] { cv::rectangle(*image, to_cv(a), to_cv(b), to_cv(color), thickness, line, shift); });
}

EXPORT int ifcv_circle(cv::Mat* image, PointI center, int radius, ScalarD color, int thickness, int line, int shift) {
  return guard([&] { cv::circle(*image, to_cv(center), radius, to_cv(color), thickness, line, shift); });
}

EXPORT int ifcv_ellipse(cv::Mat* image, PointI center, SizeI axes, double angle, double start, double end, ScalarD color,
                        int thickness, int line, int shift) {
  return guard([&] { cv::ellipse(*image, to_cv(center), to_cv(axes), angle, start, end, to_cv(color), thickness, line, shift); });
}

EXPORT int ifcv_line(cv::Mat* image, PointI a, PointI b, ScalarD color, int thickness, int line, int shift) {
  return guard([&] { cv::line(*image, to_cv(a), to_cv(b), to_cv(color), thickness, line, shift); });
}

EXPORT int ifcv_fill_poly(cv::Mat* image, const PointI* points, const int* counts, int contours, ScalarD color, int line,
                          int shift, PointI offset) {
  return guard([&] {
    std::vector<std::vector<cv::Point>> polygons;
    for (int i = 0; i < contours; i++) {
      auto& polygon = polygons.emplace_back();
      for (int j = 0; j < counts[i]; j++) polygon.push_back(to_cv(*points++));
    }
    cv::fillPoly(*image, polygons, to_cv(color), line, shift, to_cv(offset));
  });
}

EXPORT int ifcv_put_text(cv::Mat* image, const char* text, PointI origin, int font, double scale, ScalarD color, int thickness,
                         int line, int bottom_left) {
  return guard([&] { cv::putText(*image, text, to_cv(origin), font, scale, to_cv(color), thickness, line, bottom_left != 0); });
}

EXPORT int ifcv_text_size(const char* text, int font, double scale, int thickness, int* base_line, SizeI* result) {
  return guard([&] {
    const auto size = cv::getTextSize(text, font, scale, thickness, base_line);
    *result = {size.width, size.height};
  });
}
