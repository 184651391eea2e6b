#include "guard.h"

#include <opencv2/core/utility.hpp>

#include <vector>

EXPORT int ifcv_flip(const cv::Mat* src, cv::Mat* dst, int code) {
  return guard([&] { cv::flip(*src, *dst, code); });
}

EXPORT int ifcv_transpose(const cv::Mat* src, cv::Mat* dst) {
  return guard([&] { cv::transpose(*src, *dst); });
}

EXPORT int ifcv_extract_channel(const cv::Mat* src, cv::Mat* dst, int channel) {
  return guard([&] { cv::extractChannel(*src, *dst, channel); });
}

EXPORT int ifcv_merge(cv::Mat* const* planes, int count, cv::Mat* dst) {
  return guard([&] {
    std::vector<cv::Mat> mats;
    for (int i = 0; i < count; i++) mats.push_back(*planes[i]);
    cv::merge(mats, *dst);
  });
}

EXPORT int ifcv_min_max_loc(const cv::Mat* src, double* low, double* high, PointI* low_at, PointI* high_at, const cv::Mat* mask) {
  return guard([&] {
    cv::Point a, b;
    // Positions exist for one channel only; without them OpenCV takes any number of channels.
    const bool located = src->channels() == 1;
    cv::minMaxLoc(*src, low, high, located ? &a : nullptr, located ? &b : nullptr, optional(mask));
    *low_at = {a.x, a.y};
    *high_at = {b.x, b.y};
  });
}

EXPORT int ifcv_mean(const cv::Mat* src, const cv::Mat* mask, ScalarD* result) {
  return guard([&] { *result = from_cv(cv::mean(*src, optional(mask))); });
}

EXPORT int ifcv_multiply(const cv::Mat* a, const cv::Mat* b, cv::Mat* dst, double scale, int type) {
  return guard([&] { cv::multiply(*a, *b, *dst, scale, type); });
}

EXPORT int ifcv_add(const cv::Mat* a, const cv::Mat* b, cv::Mat* dst, const cv::Mat* mask, int type) {
  return guard([&] { cv::add(*a, *b, *dst, optional(mask), type); });
}

EXPORT int ifcv_subtract(const cv::Mat* a, const cv::Mat* b, cv::Mat* dst, const cv::Mat* mask, int type) {
  return guard([&] { cv::subtract(*a, *b, *dst, optional(mask), type); });
}

EXPORT int ifcv_set_num_threads(int count) {
  return guard([&] { cv::setNumThreads(count); });
}

EXPORT const char* ifcv_version() { return CV_VERSION; }
