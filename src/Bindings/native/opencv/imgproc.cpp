#include "guard.h"

#include <opencv2/imgproc.hpp>

EXPORT int ifcv_cvt_color(const cv::Mat* src, cv::Mat* dst, int code, int channels) {
  return guard([&] { cv::cvtColor(*src, *dst, code, channels); });
}

EXPORT int ifcv_resize(const cv::Mat* src, cv::Mat* dst, SizeI size, double fx, double fy, int interpolation) {
  return guard([&] { cv::resize(*src, *dst, to_cv(size), fx, fy, interpolation); });
}

EXPORT int ifcv_warp_affine(const cv::Mat* src, cv::Mat* dst, const cv::Mat* m, SizeI size, int flags, int border, ScalarD value) {
  return guard([&] { cv::warpAffine(*src, *dst, *m, to_cv(size), flags, border, to_cv(value)); });
}

EXPORT int ifcv_threshold(const cv::Mat* src, cv::Mat* dst, double threshold, double high, int type, double* result) {
  return guard([&] { *result = cv::threshold(*src, *dst, threshold, high, type); });
}

EXPORT int ifcv_structuring_element(int shape, SizeI size, cv::Mat** result) {
  return guard([&] { *result = new cv::Mat(cv::getStructuringElement(shape, to_cv(size))); });
}

EXPORT int ifcv_morphology(const cv::Mat* src, cv::Mat* dst, int op, const cv::Mat* element, PointI anchor, int iterations, int border, ScalarD value) {
  return guard([&] { cv::morphologyEx(*src, *dst, op, *element, to_cv(anchor), iterations, border, to_cv(value)); });
}

EXPORT int ifcv_connected_components(const cv::Mat* image, cv::Mat* labels, cv::Mat* stats, cv::Mat* centroids, int connectivity, int* result) {
  return guard([&] { *result = cv::connectedComponentsWithStats(*image, *labels, *stats, *centroids, connectivity, CV_32S); });
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
