// The one place of the command line that asks the machine which day it is, for doors only: no decision does.
#pragma once

#include "libs/domain/date.h"

namespace tijdig::shell {

// The local calendar day.
Date today();

}  // namespace tijdig::shell
