#include "guard.h"

#include <opencv2/imgproc.hpp>

EXPORT int ifcv_circle(cv::Mat* image, PointI center, int radius, ScalarD color, int thickness, int line, int shift) {
  return guard([&] { cv::circle(*image, to_cv(center), radius, to_cv(color), thickness, line, shift); });
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
