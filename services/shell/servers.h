// What the settings say about Kafka and Redis, in the words of the rooms that know them.
//
//   TIJDIG_TRY(const kafka::Connection connection, connection_of(settings, telemetry));
//   TIJDIG_DO(kafka::check_topics(connection, kafka::plan_topics(topic_sizes(settings))));
//
// Passwords are read from their files here and go nowhere else. Log lines and statistics of the client library end in
// `telemetry`, which outlives the connection. Errors: `refused`, a file that cannot be read, or is named in vain.
#pragma once

#include "libs/backends/kafka/connection.h"
#include "libs/backends/kafka/topics.h"
#include "libs/backends/redis/options.h"
#include "libs/config/settings.h"
#include "libs/telemetry/events.h"

namespace tijdig::shell {

Result<kafka::Connection> connection_of(const config::Settings& settings, telemetry::Telemetry& telemetry);
kafka::TopicSizes topic_sizes(const config::Settings& settings);
Result<redis_store::RedisOptions> redis_of(const config::Settings& settings);

}  // namespace tijdig::shell
