package io.dams.transfer.statistics;

import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.transfer.reading.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Statistics, for operators. */
@RestController
class StatisticsController {

  private static final Duration DEFAULT_RANGE = Duration.ofDays(30);
  private static final Duration LONGEST_RANGE = Duration.ofDays(800);
  private static final int MAX_ROWS = 5_000;

  private final StatisticsMapper mapper;
  private final Clock clock;

  StatisticsController(Reading reading, Clock clock) {
    this.mapper = reading.mapper(StatisticsMapper.class);
    this.clock = clock;
  }

  /** By app, currency and period; of the last 30 days when no range is named. */
  @GetMapping("/ops/transfer-statistics")
  List<StatisticsLine> statistics(
      @RequestParam(required = false) @Nullable Integer app,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(defaultValue = "WHOLE") Period period) {
    Instant end = to == null ? clock.instant() : to;
    Instant start = from == null ? end.minus(DEFAULT_RANGE) : from;
    if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST_RANGE) > 0) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "from must be before to, and at most 800 days",
          Map.of("field", "from", "rule", "before to, at most 800 days"));
    }
    return mapper.statistics(app, start, end, period.format, MAX_ROWS).stream()
        .map(StatisticsLine::of)
        .toList();
  }

  /** What is added up together. */
  enum Period {
    DAY("%Y-%m-%d"),
    MONTH("%Y-%m"),
    WHOLE("all");

    private final String format;

    Period(String format) {
      this.format = format;
    }
  }

  /** Sums of one app, currency and period; amounts as text. */
  record StatisticsLine(
      int app,
      String appName,
      int currencyId,
      String period,
      long totalOrders,
      long inOrders,
      long outOrders,
      long completedOrders,
      long failedOrders,
      String totalAmount,
      String inAmount,
      String outAmount,
      String feeAmount) {

    static StatisticsLine of(StatisticsMapper.Row row) {
      return new StatisticsLine(
          row.app(),
          row.appName(),
          row.currencyId(),
          row.timePeriod(),
          row.totalOrders(),
          row.inOrders(),
          row.outOrders(),
          row.completedOrders(),
          row.failedOrders(),
          row.totalAmount().toPlainString(),
          row.inAmount().toPlainString(),
          row.outAmount().toPlainString(),
          row.feeAmount().toPlainString());
    }
  }
}
