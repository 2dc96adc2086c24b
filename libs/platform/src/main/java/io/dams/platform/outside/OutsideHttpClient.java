package io.dams.platform.outside;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls outside parties: bounded in connections, time and size; no redirect, no retry, no cookie,
 * no proxy, no compression. Safe for use by many threads.
 */
public final class OutsideHttpClient implements AutoCloseable {

  private final CloseableHttpClient http;
  private final ScheduledExecutorService deadlines;
  private final OutsideProperties bounds;

  /**
   * Connects to nobody yet.
   *
   * @param deadlines runs the ends of calls that take too long; closed with this client
   */
  OutsideHttpClient(
      OutsideProperties bounds, OutsideAddresses addresses, ScheduledExecutorService deadlines) {
    this.bounds = bounds;
    this.deadlines = deadlines;
    Timeout connect = Timeout.of(bounds.connectTimeout());
    Timeout whole = Timeout.of(bounds.wholeTimeout());
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(addresses.resolver())
            .setMaxConnPerRoute(bounds.connectionsPerHost())
            .setMaxConnTotal(bounds.connections())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(connect)
                    .setSocketTimeout(whole)
                    .build())
            .build();
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(connect)
                    .setResponseTimeout(whole)
                    .setRedirectsEnabled(false)
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("DAMS")
            .build();
  }

  /** Sends once. An interruption ends the call; what it did is unknown then. */
  public OutsideAnswer send(OutsideRequest request) {
    var wire = new HttpUriRequestBase(request.method(), request.uri());
    request.headers().forEach(wire::setHeader);
    if (request.body().length > 0) {
      wire.setEntity(new ByteArrayEntity(request.body(), null));
    }
    ScheduledFuture<?> deadline =
        deadlines.schedule(wire::cancel, bounds.wholeTimeout().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return http.execute(wire, this::read);
    } catch (UnknownHostException e) {
      return new OutsideAnswer.Nothing("address-refused");
    } catch (HttpHostConnectException e) {
      return new OutsideAnswer.Nothing("unreachable");
    } catch (SocketTimeoutException e) {
      return new OutsideAnswer.Nothing("timeout");
    } catch (IOException e) {
      return new OutsideAnswer.Nothing(wire.isCancelled() ? "timeout" : "no-answer");
    } finally {
      deadline.cancel(false);
    }
  }

  private OutsideAnswer read(ClassicHttpResponse response) throws IOException {
    byte[] body = body(response.getEntity());
    if (body.length > bounds.maxAnswerBytes()) {
      return new OutsideAnswer.Nothing("answer-too-long");
    }
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    return new OutsideAnswer.Answered(response.getCode(), headers, body);
  }

  private byte[] body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    try (InputStream content = entity.getContent()) {
      return content == null ? new byte[0] : content.readNBytes(bounds.maxAnswerBytes() + 1);
    }
  }

  /** Ends all calls in flight; what they did is unknown. */
  @Override
  public void close() throws IOException {
    deadlines.shutdownNow();
    http.close();
  }
}
