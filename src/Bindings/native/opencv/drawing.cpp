#include "guard.h"

#include <opencv2/imgproc.hpp>

#include <vector>

EXPORT int ifcv_circle(cv::Mat* image, PointI center, int radius, ScalarD color, int thickness, int line, int shift) {
  return guard([&] { cv::circle(*image, to_cv(center), radius, to_cv(color), thickness, line, shift); });
}

