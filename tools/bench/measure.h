// How two ways of doing the same work are compared: in turn, several rounds, in one process, on one disk.
//
//   Comparison c = compare(5, [&] { return ours_per_second(); }, [&] { return yardstick_per_second(); });
//   c.ratio.median;      // of the ratios of the rounds, not the ratio of two medians
//
// What else runs on the machine hits both sides of a round alike, so the ratio says more than either speed.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace tijdig::bench {

struct Spread {
  double low = 0;
  double median = 0;
  double high = 0;
};
Spread spread_of(std::vector<double> values);

struct Comparison {
  Spread ours;       // events per second
  Spread yardstick;  // events per second
  Spread ratio;
};
Comparison compare(int rounds, const std::function<double()>& ours, const std::function<double()>& yardstick);

// Seconds of wall time and of processor time of the whole process since it was made.
class Stopwatch {
 public:
  Stopwatch();
  double seconds() const;
  double cpu_seconds() const;

 private:
  std::chrono::steady_clock::time_point started_;
  double cpu_started_;
};

// Seconds of processor time of the calling thread.
double thread_cpu_seconds();

// Returns when the process has hardly used the processor for a while: threads behind a store have ended what earlier
// work left to them.
void wait_for_rest();

// One line of the result table.
struct Line {
  std::string name;
  std::string value;
  std::string goal;
  std::string note;
};
std::string as_table(const std::vector<Line>& lines);

}  // namespace tijdig::bench
