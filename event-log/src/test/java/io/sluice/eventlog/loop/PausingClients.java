package io.sluice.eventlog.loop;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/// Kafka's clients, whose producer does something else once before one of its methods: so a test
/// stops a loop in the midst of a transaction.
final class PausingClients implements LoopClients {
  private final String method;
  private final Runnable before;
  private final AtomicBoolean armed = new AtomicBoolean();

  private PausingClients(String method, Runnable before) {
    this.method = method;
    this.before = before;
  }

  static PausingClients before(String method, Runnable before) {
    return new PausingClients(method, before);
  }

  /// Stands still before `method` until released.
  static PausingClients pausing(String method, CountDownLatch reached, CountDownLatch released) {
    return new PausingClients(
        method,
        () -> {
          reached.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// From now on, the next call is caught.
  void arm() {
    armed.set(true);
  }

  @Override
  public Consumer<byte[], byte[]> inputs(LoopConfig config) {
    return KAFKA.inputs(config);
  }

  @Override
  public Consumer<byte[], byte[]> state(LoopConfig config, boolean committedOnly) {
    return KAFKA.state(config, committedOnly);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Producer<byte[], byte[]> outputs(LoopConfig config) {
    Producer<byte[], byte[]> real = KAFKA.outputs(config);
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Producer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method) && armed.getAndSet(false)) {
                before.run();
              }
              try {
                return called.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
