import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The job of tools/bench_kafka/job.h on Kafka Streams, exactly_once_v2: the same bytes in, the same cases out.
 *
 * <pre>java MatchPeer BROKERS FROM TO APPLICATION THREADS COMMIT_MS STATE_FOLDER memory|rocksdb</pre>
 *
 * A household's state lies in a key-value store with a changelog. With `memory` it is rebuilt from that at a start, as
 * Redis need not be; with `rocksdb`, the default of Streams, it is on disk.
 */
public final class MatchPeer {
  private static final int WINDOW_MONTHS = 3;
  private static final int SIGNAL_BYTES = 200;
  private static final String STORE = "households";

  /** One household: what job.cc calls decide, field by field. */
  private static final class Decide implements Processor<byte[], byte[], byte[], byte[]> {
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> store;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      this.context = context;
      this.store = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      if (record.value() == null || record.value().length != SIGNAL_BYTES) {
        throw new IllegalArgumentException("not a signal");
      }
      ByteBuffer signal = ByteBuffer.wrap(record.value());
      long sent = signal.getLong();
      short partner = signal.getShort();
      int month = signal.getInt();
      int household = signal.getInt();

      byte[] before = store.get(record.key());
      ByteBuffer heard = ByteBuffer.wrap(before == null ? new byte[4] : before);
      int lastCase = heard.getInt();
      ByteBuffer after = ByteBuffer.allocate(heard.capacity() + 6);
      after.putInt(lastCase);
      int partners = 1;
      while (heard.hasRemaining()) {
        short otherPartner = heard.getShort();
        int otherMonth = heard.getInt();
        if (otherPartner != partner && otherMonth + WINDOW_MONTHS > month) {
          after.putShort(otherPartner).putInt(otherMonth);
          partners++;
        }
      }
      after.putShort(partner).putInt(month);
      boolean found = partners >= 2 && lastCase + WINDOW_MONTHS <= month;
      if (found) {
        after.putInt(0, month);
      }
      byte[] state = new byte[after.position()];
      after.rewind().get(state);
      store.put(record.key(), state);
      if (found) {
        byte[] made = ByteBuffer.allocate(16).putLong(sent).putInt(household).putInt(month).array();
        context.forward(record.withValue(made));
      }
    }
  }

  private static Properties settings(String[] words) {
    Properties settings = new Properties();
    settings.putAll(Map.of(
        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, words[0],
        StreamsConfig.APPLICATION_ID_CONFIG, words[3],
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, words[4],
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, words[5],
        StreamsConfig.STATE_DIR_CONFIG, words[6],
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2,
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class,
        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class,
        StreamsConfig.REPLICATION_FACTOR_CONFIG, 1));
    // A restart within the session keeps its partitions, as ours does when it has a name.
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), "peer");
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    return settings;
  }

  public static void main(String[] words) {
    var kept = words[7].equals("memory") ? Stores.inMemoryKeyValueStore(STORE) : Stores.persistentKeyValueStore(STORE);
    Topology topology = new Topology();
    topology.addSource("signals", words[1]);
    topology.addProcessor("decide", Decide::new, "signals");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(kept, Serdes.ByteArray(), Serdes.ByteArray()).withCachingEnabled(), "decide");
    // The case goes where its signal stood, as ours does.
    topology.addSink("cases", words[2],
        (String topic, byte[] key, byte[] value, int count) ->
            java.util.Optional.of(java.util.Set.of(Integer.remainderUnsigned(ByteBuffer.wrap(key).getInt(), count))),
        "decide");
    KafkaStreams streams = new KafkaStreams(topology, settings(words));
    streams.setUncaughtExceptionHandler(problem -> {
      problem.printStackTrace();
      return org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse
          .SHUTDOWN_APPLICATION;
    });
    streams.setStateListener((now, before) -> System.out.println(now));
    Runtime.getRuntime().addShutdownHook(new Thread(streams::close));
    streams.start();
  }
}
