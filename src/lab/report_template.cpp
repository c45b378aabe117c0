// The template's bytes, taken into the program as they are. The build names the file, if there is one.

#include "lab/report.hpp"

#ifdef SMOLNY_REPORT_TEMPLATE

asm(".pushsection .rodata\n"
    ".balign 16\n"
    ".hidden smolny_report_template_begin\n"
    ".globl smolny_report_template_begin\n"
    "smolny_report_template_begin:\n"
    ".incbin \"" SMOLNY_REPORT_TEMPLATE "\"\n"
    ".hidden smolny_report_template_end\n"
    ".globl smolny_report_template_end\n"
    "smolny_report_template_end:\n"
    ".byte 0\n"
    ".popsection\n");

extern "C" {
extern const char smolny_report_template_begin[];
extern const char smolny_report_template_end[];
}

namespace smolny {

std::string_view report_template() {
  return {smolny_report_template_begin, static_cast<std::size_t>(smolny_report_template_end - smolny_report_template_begin)};
}

}  // namespace smolny

#else

namespace smolny {

std::string_view report_template() { return {}; }

}  // namespace smolny

#endif
