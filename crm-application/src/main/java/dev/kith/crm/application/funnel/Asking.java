package dev.kith.crm.application.funnel;

import dev.kith.crm.application.access.Whose;
import dev.kith.crm.application.currency.CurrencyFeature;
import dev.kith.crm.application.funnel.FunnelReads.Slice;
import dev.kith.crm.application.funnel.PipelineAnalytics.Question;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds questions against what the actor may ask, and makes of them what is to be counted. */
final class Asking {

  private static final Permission VIEW = new Permission(Feature.OPPORTUNITY, Action.VIEW);

  private final Kernel kernel;
  private final Context context;
  private final CurrencyFeature currencies;

  Asking(Kernel kernel, Context context, CurrencyFeature currencies) {
    this.kernel = kernel;
    this.context = context;
    this.currencies = currencies;
  }

  /**
   * A good question.
   *
   * @param all the same without regard to owners
   * @param sums how amounts are added up
   */
  record Asked(Pipeline pipeline, Question question, Slice slice, Slice all, Sums sums) {}

  <T> Outcome<T> ask(PipelineId id, Question question, Function<Asked, T> answer) {
    return Permits.require(
        context.actor(),
        VIEW,
        () ->
            kernel
                .storage()
                .pipelines()
                .live(id)
                .then(pipeline -> read(pipeline, question))
                .map(answer));
  }

  private Outcome<Asked> read(Pipeline pipeline, Question question) {
    Checks checks = new Checks();
    if (question.from() != null
        && question.before() != null
        && !question.from().isBefore(question.before())) {
      checks.add("to", "before-beginning", "It ends after it begins.");
    }
    Currency currency =
        question.currency() == null
            ? currencies.reportCurrency()
            : Money.currency(checks, "currency", question.currency());
    Visibility visible = Visibility.of(context.actor(), VIEW);
    Set<UserId> owners = owners(checks, question);
    return checks.orRefuse(() ->
        new Asked(
            pipeline,
            question,
            slice(
                pipeline,
                question,
                owners == null ? visible : visible.and(new Visibility.OwnedBy(owners))),
            slice(pipeline, question, visible),
            sums(currency == null ? currencies.reportCurrency() : currency)));
  }

  private static Slice slice(Pipeline pipeline, Question question, Visibility visible) {
    return new Slice(pipeline.id(), question.from(), question.before(), visible);
  }

  private Sums sums(Currency currency) {
    LocalDate today = LocalDate.ofInstant(kernel.now(), ZoneOffset.UTC);
    return isHidden("amount") || isHidden("currency")
        ? Sums.HIDDEN
        : Sums.in(currency, currencies.on(today));
  }

  /** Null for anybody. */
  private @Nullable Set<UserId> owners(Checks checks, Question question) {
    if (isHidden("owner")) {
      refuseHidden(checks, "owner", question.owner());
      refuseHidden(checks, "team", question.team());
    }
    return new Whose(question.owner(), question.team())
        .owners(kernel.storage().accessReads(), checks);
  }

  private static void refuseHidden(Checks checks, String field, @Nullable Object asked) {
    if (asked != null) {
      checks.add(field, "unknown-field", "There is no field owner.");
    }
  }

  boolean isHidden(String field) {
    return context.actor().grants().maskedFieldsOf(Feature.OPPORTUNITY).contains(field);
  }

  /**
   * @param what such as {@code Close dates}
   */
  Forbidden hiddenFrom(String what) {
    return new Forbidden(VIEW.code(), what + " are hidden from you.");
  }
}
