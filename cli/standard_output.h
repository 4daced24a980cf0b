// Standard output as a file that can fail: it may be closed, full, or a pipe that nobody reads.
#pragma once

#include <string_view>

#include "scan/result.h"

namespace scan::cli {

/// Makes sure that descriptors 0 to 2 are taken, so that no file that is opened later becomes
/// standard output. A closed one stays unwritable. Call first.
void reserve_standard_streams();

/// Writes all of `text` to standard output. A reader that has gone away (`scan | head`) is no
/// error; everything else is: kIo.
Status write_standard_output(std::string_view text);

/// write_standard_output() for commands that print and are done: `status`, or 2 with a message on
/// standard error when the text could not be written.
int print_and_return(std::string_view text, int status);

}  // namespace scan::cli
