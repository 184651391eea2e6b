#include "guard.h"

#include <opencv2/imgcodecs.hpp>

#include <memory>
#include <vector>

EXPORT int ifcv_imdecode(const uint8_t* bytes, int length, int flags, cv::Mat** result) {
  return guard([&] {
    const cv::Mat buffer(1, length, CV_8UC1, const_cast<uint8_t*>(bytes));
    *result = new cv::Mat(cv::imdecode(buffer, flags));
  });
}

EXPORT int ifcv_imencode(const char* extension, const cv::Mat* image, const int* parameters, int count,
                         std::vector<uint8_t>** result, const uint8_t** bytes, int64_t* length, int* encoded) {
  return guard([&] {
    auto buffer = std::make_unique<std::vector<uint8_t>>();
    *encoded = cv::imencode(extension, *image, *buffer, std::vector<int>(parameters, parameters + count));
    *bytes = buffer->data();
    *length = static_cast<int64_t>(buffer->size());
    *result = buffer.release();
  });
}

EXPORT void ifcv_buffer_delete(std::vector<uint8_t>* buffer) { delete buffer; }
