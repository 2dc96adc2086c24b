package io.dams.platform.merchant;

import feign.Headers;
import feign.Param;
import feign.RequestInterceptor;
import feign.RequestLine;
import feign.RequestTemplate;
import feign.Response;
import io.dams.contracts.merchant.RequestSignature;
import io.dams.contracts.merchant.RequestSigner;
import io.dams.contracts.merchant.TokenRequest;
import io.dams.contracts.merchant.TransferRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The apiserver's operations on the wire; every status comes back as a response. */
@Headers({"Accept: application/json, application/problem+json"})
interface MerchantFeignClient {

  @RequestLine("POST /v1/token")
  @Headers("Content-Type: application/json")
  Response token(TokenRequest request);

  @RequestLine("GET /v1/members/{uid}/balance")
  @Headers(RequestSignature.MEMBER_TOKEN_HEADER + ": {token}")
  Response balance(@Param("uid") String uid, @Nullable @Param("token") String token);

  @RequestLine("GET /v1/members/{uid}/coupons")
  @Headers(RequestSignature.MEMBER_TOKEN_HEADER + ": {token}")
  Response coupons(@Param("uid") String uid, @Nullable @Param("token") String token);

  @RequestLine("PUT /v1/transfers/{id}")
  @Headers("Content-Type: application/json")
  Response transfer(@Param("id") String id, TransferRequest request);

  @RequestLine("GET /v1/transfers/{id}")
  Response query(@Param("id") String id);

  @RequestLine("POST /v1/transfers/{id}/cancel")
  Response cancel(@Param("id") String id);

  @RequestLine("GET /v1/statements/{date}?after={after}&limit={limit}")
  Response statement(
      @Param("date") String date,
      @Nullable @Param("after") String after,
      @Param("limit") int limit);

  /**
   * Signs the exact bytes and the path with its query, as the merchant gets them.
   *
   * @param baseUrl whose path, if it has one, is part of what is signed
   */
  record Signing(URI baseUrl, RequestSigner signer) implements RequestInterceptor {

    private static final byte[] EMPTY = {};

    @Override
    public void apply(RequestTemplate template) {
      byte[] body = template.body() == null ? EMPTY : template.body();
      signer
          .headers(template.method(), pathPrefix() + template.url(), body)
          .forEach((name, value) -> template.header(name, value));
    }

    private String pathPrefix() {
      String path = baseUrl.getRawPath();
      return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
  }
}
