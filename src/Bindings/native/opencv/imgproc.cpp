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

EXPORT int ifcv_clahe_new(double clip_limit, SizeI tiles, cv::Ptr<cv::CLAHE>** result) {
  return guard([&] { *result = new cv::Ptr<cv::CLAHE>(cv::createCLAHE(clip_limit, to_cv(tiles))); });
}

EXPORT void ifcv_clahe_delete(cv::Ptr<cv::CLAHE>* clahe) { delete clahe; }

EXPORT int ifcv_clahe_apply(cv::Ptr<cv::CLAHE>* clahe, const cv::Mat* src, cv::Mat* dst) {
  return guard([&] { (*clahe)->apply(*src, *dst); });
}
