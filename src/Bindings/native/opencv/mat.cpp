#include "guard.h"

/// What C# asks of a matrix, read in one call.
struct MatHeader {
  int rows, cols, type, dims;
  int64_t step;
  uint8_t* data;
  int continuous, submatrix;
};

EXPORT int ifcv_mat_new(cv::Mat** result) {
  return guard([&] { *result = new cv::Mat(); });
}

EXPORT int ifcv_mat_new_filled(int rows, int cols, int type, const ScalarD* value, cv::Mat** result) {
  return guard([&] { *result = value ? new cv::Mat(rows, cols, type, to_cv(*value)) : new cv::Mat(rows, cols, type); });
}

EXPORT int ifcv_mat_from_data(int rows, int cols, int type, void* data, int64_t step, cv::Mat** result) {
  return guard([&] { *result = new cv::Mat(rows, cols, type, data, static_cast<size_t>(step)); });
}

EXPORT void ifcv_mat_delete(cv::Mat* m) { delete m; }

EXPORT void ifcv_mat_header(const cv::Mat* m, MatHeader* h) {
  *h = {m->rows, m->cols, m->type(), m->dims, m->dims > 0 ? static_cast<int64_t>(m->step[0]) : 0,
        m->data, m->isContinuous(), m->isSubmatrix()};
}

EXPORT int ifcv_mat_sub(const cv::Mat* m, RectI roi, cv::Mat** result) {
  return guard([&] { *result = new cv::Mat(*m, to_cv(roi)); });
}

EXPORT int ifcv_mat_copy_to(const cv::Mat* m, cv::Mat* to, const cv::Mat* mask) {
  return guard([&] {
    if (mask) {
      m->copyTo(*to, *mask);
    } else {
      m->copyTo(*to);
    }
  });
}

EXPORT int ifcv_mat_convert_to(const cv::Mat* m, cv::Mat* to, int type, double alpha, double beta) {
  return guard([&] { m->convertTo(*to, type, alpha, beta); });
}

EXPORT int ifcv_mat_set_to(cv::Mat* m, ScalarD value, const cv::Mat* mask) {
  return guard([&] { m->setTo(to_cv(value), optional(mask)); });
}
