package io.dams.transfer.app;

import io.dams.platform.outside.OutsideAddresses;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.transfer.amount.Currency;
import io.dams.transfer.amount.FeeTerms;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Partner apps: create, change, switch, delete; each act of an operator leaves an audit row.
 * Addresses are looked up before a transaction begins: a name server that hangs would hold a
 * connection of the database.
 */
@Component
public class Apps {

  private final AppMapper mapper;
  private final OutsideAddresses addresses;
  private final TransactionTemplate transaction;

  Apps(AppMapper mapper, OutsideAddresses addresses, TransactionTemplate transaction) {
    this.mapper = mapper;
    this.addresses = addresses;
    this.transaction = transaction;
  }

  /** Creates an app. Throws a problem when the terms contradict each other or the name is taken. */
  public PartnerApp create(AppTerms terms, String operator) {
    check(terms);
    return Objects.requireNonNull(transaction.execute(_ -> insert(terms, operator)));
  }

  private PartnerApp insert(AppTerms terms, String operator) {
    try {
      mapper.insert(terms);
    } catch (DuplicateKeyException e) {
      throw new ProblemException(AppProblem.KEYNAME_TAKEN, "keyname " + terms.keyname());
    }
    PartnerApp app = mapper.named(terms.keyname()).orElseThrow().app();
    mapper.audit(operator, "CREATE_APP", subject(app.id()), terms.toString());
    return app;
  }

  /**
   * Changes an app: its addresses at once, all else from the next order on. Its keyname, {@code
   * out_id}, currency and fund stay what they are: money moved under them. A partner that is asked
   * before money moves stays one: without any address it would be skipped, also for orders in
   * flight, and an address that was left out of a request would do that unseen.
   */
  public PartnerApp change(int id, AppTerms terms, String operator) {
    check(terms);
    return Objects.requireNonNull(transaction.execute(_ -> update(id, terms, operator)));
  }

  private PartnerApp update(int id, AppTerms terms, String operator) {
    AppTerms before = lock(id).terms();
    boolean same =
        before.keyname().equals(terms.keyname())
            && before.outId() == terms.outId()
            && before.currencyId() == terms.currencyId()
            && before.fundId() == terms.fundId();
    if (!same) {
      throw new ProblemException(
          AppProblem.TERMS_CONTRADICT,
          "keyname, outId, currencyId and fundId never change; create another app",
          Map.of("field", "keyname", "rule", "unchanged"));
    }
    requireAsked("orderInInfoUrl", before.asksIn(), terms.asksIn());
    requireAsked("orderOutCreateUrl", before.asksOut(), terms.asksOut());
    require(mapper.change(id, terms), id);
    mapper.audit(operator, "CHANGE_APP", subject(id), terms.toString());
    return get(id);
  }

  /** Switches transfers in, out, and all of them; orders in flight go on. */
  @Transactional
  public PartnerApp switches(int id, boolean in, boolean out, boolean enabled, String operator) {
    lock(id);
    require(mapper.switches(id, in, out, enabled), id);
    String detail = "in " + in + ", out " + out + ", enabled " + enabled;
    mapper.audit(operator, "SWITCH_APP", subject(id), detail);
    return get(id);
  }

  /** Deletes it softly: it takes no orders; those in flight go on. */
  @Transactional
  public void delete(int id, String operator) {
    lock(id);
    require(mapper.delete(id), id);
    mapper.audit(operator, "DELETE_APP", subject(id), null);
  }

  /**
   * Notes that the partner wants no more callbacks at this address. Nothing happens when an
   * operator has named another one meanwhile.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void callbackGone(int id, String url) {
    mapper.callbackGone(id, url);
  }

  /** Notes an act of an operator's, in its transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void audit(String operator, String action, String subject, @Nullable String detail) {
    mapper.audit(operator, action, subject, detail);
  }

  /** The app, deleted or not; throws the problem {@code no-such-app}. */
  public PartnerApp get(int id) {
    return find(id)
        .orElseThrow(() -> new ProblemException(AppProblem.NO_SUCH_APP, "there is no app " + id));
  }

  /** The app, deleted or not. */
  public Optional<PartnerApp> find(int id) {
    return mapper.find(id).map(AppMapper.Row::app);
  }

  /** The app of a name, deleted or not. */
  public Optional<PartnerApp> named(String keyname) {
    return mapper.named(keyname).map(AppMapper.Row::app);
  }

  /** Apps in the order of their ids. */
  public List<PartnerApp> list(int after, int limit) {
    return mapper.list(after, limit).stream().map(AppMapper.Row::app).toList();
  }

  private PartnerApp lock(int id) {
    return mapper
        .lock(id)
        .map(AppMapper.Row::app)
        .filter(app -> app.deletedAt() == null)
        .orElseThrow(() -> new ProblemException(AppProblem.NO_SUCH_APP, "there is no app " + id));
  }

  private void check(AppTerms terms) {
    Currency currency =
        Currency.find(terms.currencyId()).orElseThrow(() -> invalid("currencyId", "1 to 4"));
    requireFee(currency, "feeIn", terms.feeInRate(), terms.feeInMin(), terms.feeInMax());
    requireFee(currency, "feeOut", terms.feeOutRate(), terms.feeOutMin(), terms.feeOutMax());
    Map<String, @Nullable String> urls = new LinkedHashMap<>();
    urls.put("orderCallbackUrl", terms.orderCallbackUrl());
    urls.put("orderInInfoUrl", terms.orderInInfoUrl());
    urls.put("orderOutCreateUrl", terms.orderOutCreateUrl());
    urls.put("orderOutInfoUrl", terms.orderOutInfoUrl());
    urls.forEach(this::requireUrl);
  }

  private void requireUrl(String field, @Nullable String url) {
    if (url == null) {
      return;
    }
    addresses
        .refusal(url)
        .ifPresent(
            reason -> {
              throw new ProblemException(
                  AppProblem.URL_REFUSED,
                  field + ": " + reason,
                  Map.of("field", field, "rule", "public https address"));
            });
  }

  private static void requireFee(
      Currency currency, String field, BigDecimal rate, BigDecimal min, @Nullable BigDecimal max) {
    if (max != null && max.compareTo(min) < 0) {
      throw contradiction(field + "Max", "at least " + field + "Min");
    }
    if (!new FeeTerms(rate, min, max).fits(currency.asset())) {
      throw contradiction(field + "Min", "at most " + currency.asset().scale() + " decimals");
    }
  }

  private static void requireAsked(String field, boolean before, boolean now) {
    if (before && !now) {
      throw contradiction(field, "kept, or replaced; for a partner that is not asked, another app");
    }
  }

  private static ProblemException contradiction(String field, String rule) {
    return new ProblemException(
        AppProblem.TERMS_CONTRADICT,
        field + " must be so: " + rule,
        Map.of("field", field, "rule", rule));
  }

  private static ProblemException invalid(String field, String rule) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST,
        field + " must be so: " + rule,
        Map.of("field", field, "rule", rule));
  }

  private static void require(int rows, int id) {
    if (rows != 1) {
      throw new IllegalStateException("app " + id + " is locked, and gone");
    }
  }

  private static String subject(int id) {
    return "app-" + id;
  }
}
