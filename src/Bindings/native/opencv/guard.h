#pragma once

#include <opencv2/core.hpp>

#define EXPORT extern "C" __attribute__((visibility("default")))

/// Plain counterparts of OpenCvSharp's structs, passed by value.
struct SizeI { int width, height; };
struct PointI { int x, y; };
struct RectI { int x, y, width, height; };
struct ScalarD { double v[4]; };

inline cv::Size to_cv(SizeI s) { return {s.width, s.height}; }
inline cv::Point to_cv(PointI p) { return {p.x, p.y}; }
inline cv::Rect to_cv(RectI r) { return {r.x, r.y, r.width, r.height}; }
inline cv::Scalar to_cv(const ScalarD& s) { return {s.v[0], s.v[1], s.v[2], s.v[3]}; }
inline ScalarD from_cv(const cv::Scalar& s) { return {{s[0], s[1], s[2], s[3]}}; }

/// An optional input: OpenCV takes noArray() where C# passes null.
inline cv::_InputArray optional(const cv::Mat* m) { return m ? cv::_InputArray(*m) : cv::_InputArray(cv::noArray()); }

void remember_error(const cv::Exception& e);
void remember_error(int code, const char* text);

/// Runs `body`; no C++ exception crosses into C#. Returns 0, or 1 after remembering the error for this thread.
template <typename F>
int guard(F&& body) {
  try {
    body();
    return 0;
  } catch (const cv::Exception& e) {
    remember_error(e);
  } catch (const std::bad_alloc& e) {
    remember_error(cv::Error::StsNoMem, e.what());
  } catch (const std::exception& e) {
    remember_error(cv::Error::StsError, e.what());
  } catch (...) {
    remember_error(cv::Error::StsError, "unknown C++ exception");
  }
  return 1;
}
