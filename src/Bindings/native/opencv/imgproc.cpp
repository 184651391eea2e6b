#include "guard.h"

#include <opencv2/imgproc.hpp>

EXPORT int ifcv_cvt_color(const cv::Mat* src, cv::Mat* dst, int code, int channels) {
  return guard([&] { cv::cvtColor(*src, *dst, code, channels); });
}

EXPORT int ifcv_resize(const cv::Mat* src, cv::Mat* dst, SizeI size, double fx, double fy, int interpolation) {
  return guard([&] { cv::resize(*src, *dst, to_cv(size), fx, fy, interpolation); });
}

EXPORT int ifcv_apply_color_map(const cv::Mat* src, cv::Mat* dst, int map) {
  return guard([&] { cv::applyColorMap(*src, *dst, map); });
}

EXPORT int ifcv_gaussian_blur(const cv::Mat* src, cv::Mat* dst, SizeI size, double sigma_x, double sigma_y, int border) {
  return guard([&] { cv::GaussianBlur(*src, *dst, to_cv(size), sigma_x, sigma_y, border); });
}

EXPORT int ifcv_blur(const cv::Mat* src, cv::Mat* dst, SizeI size, PointI anchor, int border) {
  return guard([&] { cv::blur(*src, *dst, to_cv(size), to_cv(anchor), border); });
}

EXPORT int ifcv_threshold(const cv::Mat* src, cv::Mat* dst, double threshold, double high, int type, double* result) {
  return guard([&] { *result = cv::threshold(*src, *dst, threshold, high, type); });
}

EXPORT int ifcv_warp_affine(const cv::Mat* src, cv::Mat* dst, const cv::Mat* matrix, SizeI size, int flags, int border, ScalarD value) {
  return guard([&] { cv::warpAffine(*src, *dst, *matrix, to_cv(size), flags, border, to_cv(value)); });
}

EXPORT int ifcv_remap(const cv::Mat* src, cv::Mat* dst, const cv::Mat* x, const cv::Mat* y, int interpolation, int border, ScalarD value) {
  return guard([&] { cv::remap(*src, *dst, *x, *y, interpolation, border, to_cv(value)); });
}

EXPORT int ifcv_get_rotation_matrix(float x, float y, double angle, double scale, cv::Mat** result) {
  return guard([&] { *result = new cv::Mat(cv::getRotationMatrix2D({x, y}, angle, scale)); });
}
