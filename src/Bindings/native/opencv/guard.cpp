#include "guard.h"

#include <opencv2/core/utils/logger.hpp>

#include <string>

namespace {
struct Error {
  int code = 0;
  int line = 0;
  std::string text, function, file;
};

thread_local Error last_error;

// Failures reach C# as exceptions; OpenCV must not print them as well.
int silent(int, const char*, const char*, const char*, int, void*) { return 0; }

struct Startup {
  Startup() {
    cv::redirectError(silent);
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
  }
} startup;
}  // namespace

void remember_error(const cv::Exception& e) { last_error = {e.code, e.line, e.err, e.func, e.file}; }

void remember_error(int code, const char* text) { last_error = {code, 0, text, "", ""}; }

EXPORT void ifcv_last_error(int* code, int* line, const char** text, const char** function, const char** file) {
  *code = last_error.code;
  *line = last_error.line;
  *text = last_error.text.c_str();
  *function = last_error.function.c_str();
  *file = last_error.file.c_str();
}
