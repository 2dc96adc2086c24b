package io.dams.gateway.limit;

import io.dams.gateway.limit.LimitSettings.Rate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * Rate limits by the generic cell rate algorithm: one number for each key, read and moved by one
 * script, on Redis' own clock. A key vanishes by itself when its client has been quiet.
 */
class RateLimits {

  /**
   * The number is the time at which the key would be empty again, in microseconds. A request moves
   * it on by an interval, unless that takes it more than a period ahead. Answers -1 when within,
   * else the microseconds to wait.
   */
  @SuppressWarnings({"rawtypes"})
  private static final RedisScript<Long> TAKE =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000000 + time[2]
          local empty = tonumber(redis.call('GET', KEYS[1]) or now)
          if empty < now then empty = now end
          local next = empty + tonumber(ARGV[1])
          local wait = next - now - tonumber(ARGV[2])
          if wait > 0 then return math.ceil(wait) end
          redis.call('SET', KEYS[1], string.format('%.0f', next),
              'PX', math.ceil((next - now) / 1000))
          return -1
          """,
          Long.class);

  private final ReactiveStringRedisTemplate redis;
  private final Duration timeout;

  RateLimits(ReactiveStringRedisTemplate redis, Duration timeout) {
    this.redis = redis;
    this.timeout = timeout;
  }

  /** Counts one request of the key, if it is within the rate. Never an error: see the verdict. */
  Mono<Verdict> take(String limit, String key, Rate rate) {
    List<String> arguments = List.of(micros(rate.interval()), micros(rate.period()));
    return redis
        .execute(TAKE, List.of("limit:" + limit + ":" + key), arguments)
        .next()
        .timeout(timeout)
        .map(RateLimits::verdict)
        .onErrorResume(e -> Mono.just(new Verdict.Unknown(e)));
  }

  private static Verdict verdict(long waitMicros) {
    return waitMicros < 0
        ? new Verdict.Within()
        : new Verdict.Beyond(Duration.of(waitMicros, TimeUnit.MICROSECONDS.toChronoUnit()));
  }

  private static String micros(Duration duration) {
    return Long.toString(TimeUnit.NANOSECONDS.toMicros(duration.toNanos()));
  }
}
