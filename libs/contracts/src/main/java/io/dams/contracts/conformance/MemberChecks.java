package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.BALANCE;
import static io.dams.contracts.conformance.Rule.Section.COUPONS;
import static io.dams.contracts.conformance.Rule.Section.MEMBERS;
import static io.dams.contracts.conformance.Rule.Section.TOKEN;

import io.dams.contracts.merchant.MemberToken;
import io.dams.contracts.merchant.MerchantProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tokens, balances and coupons of members. */
final class MemberChecks {

  private static final String NOBODY = "conformance-nobody";

  /** Country code 999 is given to nobody. */
  private static final String NOBODYS_PHONE = "+99900000000001";

  private MemberChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "member.token",
            "The member's phone gets a token, and the token is known again",
            TOKEN,
            "Tells whether the phone is a member's, and gives a token of the member.",
            MemberChecks::token),
        Check.of(
            "member.token-invalid",
            "A token that was never given is refused",
            MEMBERS,
            "A token proves that a member agreed; another is refused with MEMBER_TOKEN_INVALID.",
            trial ->
                trial.expect(
                    trial.balanceOf(trial.uid()).withToken("conformance-no-token"),
                    Expected.refused(MerchantProblem.MEMBER_TOKEN_INVALID))),
        Check.of(
            "member.phone",
            "A phone that is not of the form is refused",
            TOKEN,
            "The phone is E.164; anything else is INVALID_REQUEST.",
            trial ->
                trial.expect(phone("12 34"), Expected.refused(MerchantProblem.INVALID_REQUEST))),
        Check.of(
            "member.coupons",
            "The member's coupons are listed",
            COUPONS,
            "An array of at most 200 coupons.",
            MemberChecks::coupons),
        Check.of(
            "unknown.phone",
            "A phone of nobody is refused",
            TOKEN,
            "A phone that is no member's is UNKNOWN_MEMBER.",
            trial ->
                trial.expect(
                    phone(NOBODYS_PHONE), Expected.refused(MerchantProblem.UNKNOWN_MEMBER))),
        Check.of(
            "unknown.member",
            "Balance and coupons of nobody are refused",
            BALANCE,
            "A uid that is no member's is UNKNOWN_MEMBER; never a balance of 0.",
            MemberChecks::unknown));
  }

  private static void token(Trial trial) {
    String phone = trial.settings().phone();
    if (phone == null) {
      throw new Trial.SkippedException("the member's phone was not given");
    }
    Expected expected =
        new Expected(
            "200, a token of " + trial.uid() + " that ends in the future",
            answer -> {
              if (answer.status() != 200) {
                return "the status is not 200";
              }
              MemberToken read = AnswerMapper.token(answer.body());
              boolean fits =
                  read.uid().equals(trial.uid())
                      && !read.token().isBlank()
                      && read.expiresAt().isAfter(trial.now());
              return fits ? null : "it is not a usable token of this member";
            });
    MemberToken token = AnswerMapper.token(trial.expect(phone(phone), expected).body());
    trial.expect(
        trial.balanceOf(trial.uid()).withToken(token.token()), Expected.balance(trial.uid()));
  }

  private static void coupons(Trial trial) {
    trial.expect(
        Request.get("/v1/members/" + trial.uid() + "/coupons"),
        new Expected(
            "200, an array of at most 200",
            answer -> {
              if (answer.status() != 200) {
                return "the status is not 200";
              }
              AnswerMapper.coupons(answer.body());
              return null;
            }));
  }

  private static void unknown(Trial trial) {
    Expected refused = Expected.refused(MerchantProblem.UNKNOWN_MEMBER);
    trial.expect(trial.balanceOf(NOBODY), refused);
    trial.expect(Request.get("/v1/members/" + NOBODY + "/coupons"), refused);
  }

  private static Request phone(String phone) {
    return Request.post(
        "/v1/token", ("{\"phone\":\"" + phone + "\"}").getBytes(StandardCharsets.UTF_8));
  }
}
