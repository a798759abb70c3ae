// A clock that is off: preloaded into a program, it moves every answer about the time of day, and nothing else.
//
//   LD_PRELOAD=.../libfake_clock.so FAKE_CLOCK_SECONDS=-172800 matcher --config ...      two days late
//
// Waits until a moment of the time of day are moved back, so that they last as long as ever: a machine with a wrong
// clock waits by that same clock. Steady clocks are left alone. Debian's libfaketime does not know C11's cnd_timedwait,
// by which Kafka's client waits: with a clock in the past none of its waits lasted, and it never started.
#include <dlfcn.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include <cstdlib>

namespace {

// Before this the machine was not running: what counts from its start is a steady clock's.
constexpr time_t time_of_day_min = 1'000'000'000;

time_t offset_seconds() {
  static const time_t seconds = [] {
    const char* text = std::getenv("FAKE_CLOCK_SECONDS");
    return text == nullptr ? time_t{0} : static_cast<time_t>(std::strtoll(text, nullptr, 10));
  }();
  return seconds;
}

timespec as_the_kernel_knows_it(timespec moment) {
  if (moment.tv_sec > time_of_day_min) moment.tv_sec -= offset_seconds();
  return moment;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* now) {
  const long result = syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += offset_seconds();
  return static_cast<int>(result);
}

int gettimeofday(timeval* __restrict now, void* __restrict) {
  timespec exact{};
  clock_gettime(CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

time_t time(time_t* into) {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (into != nullptr) *into = now.tv_sec;
  return now.tv_sec;
}

int timespec_get(timespec* now, int base) {
  if (base != TIME_UTC) return 0;
  clock_gettime(CLOCK_REALTIME, now);
  return base;
}

int cnd_timedwait(cnd_t* __restrict condition, mtx_t* __restrict mutex, const timespec* __restrict until) {
  static const auto wait = real<int(cnd_t*, mtx_t*, const timespec*)>("cnd_timedwait");
  const timespec moment = as_the_kernel_knows_it(*until);
  return wait(condition, mutex, &moment);
}

int pthread_cond_timedwait(pthread_cond_t* __restrict condition, pthread_mutex_t* __restrict mutex,
                           const timespec* __restrict until) {
  static const auto wait = real<int(pthread_cond_t*, pthread_mutex_t*, const timespec*)>("pthread_cond_timedwait");
  const timespec moment = as_the_kernel_knows_it(*until);
  return wait(condition, mutex, &moment);
}

}  // extern "C"
