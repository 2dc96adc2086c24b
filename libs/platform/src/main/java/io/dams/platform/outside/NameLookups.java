package io.dams.platform.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up on threads of its own, for a bounded time. The system's resolver has no timeout of
 * ours, and while it waits it keeps a virtual thread's carrier: a party whose name server hangs
 * would stop whoever else runs on virtual threads. A name is looked up once at a time, so that such
 * a party has one of the threads for each of its names.
 */
final class NameLookups implements OutsideAddresses.Names, AutoCloseable {

  private static final int THREADS = 64;
  private static final long IDLE_SECONDS = 30;

  private final OutsideAddresses.Names system;
  private final Duration timeout;
  private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("name-lookup-", 0).factory());

  NameLookups(OutsideAddresses.Names system, Duration timeout) {
    this.system = system;
    this.timeout = timeout;
  }

  /** Throws {@link UnknownHostException} also when there is no answer in time. */
  @Override
  public InetAddress[] find(String host) throws UnknownHostException {
    try {
      return running
          .computeIfAbsent(host, this::begin)
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unknown("its host has no address", e);
    } catch (TimeoutException e) {
      throw unknown("its name server does not answer", e);
    } catch (RejectedExecutionException e) {
      throw unknown("too many names are being looked up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("interrupted", e);
    }
  }

  private CompletableFuture<InetAddress[]> begin(String host) {
    var answer = new CompletableFuture<InetAddress[]>();
    threads.execute(
        () -> {
          try {
            answer.complete(system.find(host));
          } catch (UnknownHostException | RuntimeException e) {
            answer.completeExceptionally(e);
          } finally {
            running.remove(host, answer);
          }
        });
    return answer;
  }

  private static UnknownHostException unknown(String message, Exception cause) {
    return (UnknownHostException) new UnknownHostException(message).initCause(cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
