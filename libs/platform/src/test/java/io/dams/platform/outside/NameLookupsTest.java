package io.dams.platform.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name server that hangs costs who waits for it a bounded time, and nobody else any. */
class NameLookupsTest {

  private static final Duration HASTY = Duration.ofMillis(200);
  private static final Duration PATIENT = Duration.ofSeconds(60);

  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();
  private final Set<Boolean> virtual = ConcurrentHashMap.newKeySet();

  @AfterEach
  void letGo() {
    end.countDown();
  }

  @Test
  void aNameServerThatHangsIsLeft() {
    try (var names = new NameLookups(this::find, HASTY)) {
      assertThatThrownBy(() -> names.find("hangs.example"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessage("its name server does not answer");
    }
  }

  @Test
  void itIsAskedOnceAtATimeAndHoldsNoOtherNameUp() throws UnknownHostException {
    try (var hasty = new NameLookups(this::find, HASTY);
        var patient = new NameLookups(this::find, PATIENT)) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> hasty.find("hangs.example"))
            .isInstanceOf(UnknownHostException.class);
      }
      Thread waiting = Thread.ofVirtual().start(() -> quietly(patient));

      assertThat(patient.find("good.example")[0].getHostAddress()).isEqualTo("93.184.215.14");
      assertThat(hanging.get()).isBetween(1, 2);
      assertThat(waiting.isAlive()).isTrue();
    }
  }

  @Test
  void noCarrierOfVirtualThreadsWaitsForIt() throws Exception {
    try (var names = new NameLookups(this::find, PATIENT)) {
      Thread asking = Thread.ofVirtual().start(() -> quietly(names, "good.example"));
      asking.join();

      assertThat(virtual).containsExactly(false);
    }
  }

  @Test
  void whatIsNoNameIsRefusedAndMayBeAskedAgain() throws UnknownHostException {
    try (var names = new NameLookups(this::find, PATIENT)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> names.find("none.example"))
            .isInstanceOf(UnknownHostException.class);
      }
      assertThat(names.find("good.example")).hasSize(1);
    }
  }

  private static void quietly(NameLookups names) {
    quietly(names, "hangs.example");
  }

  private static void quietly(NameLookups names, String host) {
    try {
      names.find(host);
    } catch (UnknownHostException e) {
      assertThat(e).isNotNull();
    }
  }

  private InetAddress[] find(String host) throws UnknownHostException {
    virtual.add(Thread.currentThread().isVirtual());
    if (host.startsWith("hangs")) {
      hanging.incrementAndGet();
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (host.startsWith("none")) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {InetAddress.getByName("93.184.215.14")};
  }
}
