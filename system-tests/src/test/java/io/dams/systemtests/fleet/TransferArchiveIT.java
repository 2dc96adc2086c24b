package io.dams.systemtests.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.systemtests.bench.transfer.ArchiveUnderLoad;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The short size of {@code ./fleet bench archive}: 20,000 completed orders go to the archive while
 * transfers flow.
 */
class TransferArchiveIT {

  private static final int ORDERS = 20_000;

  @Test
  void ordersFlowWhileOthersAreArchivedAndNoneIsLost() throws Exception {
    var archive = new ArchiveUnderLoad(TestFleet.shared());
    try {
      ArchiveUnderLoad.Result result = archive.run(ORDERS, 5, Duration.ofSeconds(2));
      System.out.println(result);
      assertThat(result.archived()).isEqualTo(ORDERS);
      assertThat(result.left()).isZero();
      assertThat(result.found()).isTrue();
    } finally {
      archive.forget();
    }
  }
}
