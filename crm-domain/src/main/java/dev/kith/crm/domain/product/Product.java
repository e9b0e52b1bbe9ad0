package dev.kith.crm.domain.product;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;

/**
 * Something that is sold.
 *
 * <p>It is listed, edited as often as its name or prices change, and retired when it is sold no
 * more; what it was sold for stays as it is. It is never thrown away, for what has been sold must
 * be told by its name, but it can be sold again.
 *
 * @param active whether it is sold
 */
public record Product(ProductId id, Revision revision, ProductContent content, boolean active)
    implements Aggregate {

  /** Refused with {@code invalid}. */
  public static Outcome<Change<Product>> list(ProductId id, ProductDraft draft, Instant now) {
    return draft.read().map(good -> Change.of(new Product(id, Revision.first(now), good, true)));
  }

  /** Replaces what is known of it. Refused with {@code invalid}. */
  public Outcome<Change<Product>> edit(ProductDraft draft, Instant now) {
    return draft
        .read()
        .map(good ->
            good.equals(content)
                ? Change.none(this)
                : Change.of(new Product(id, revision.next(now), good, active)));
  }

  /** It is sold no more. */
  public Change<Product> retire(Instant now) {
    return now(false, now);
  }

  /** It is sold again. */
  public Change<Product> reinstate(Instant now) {
    return now(true, now);
  }

  private Change<Product> now(boolean sold, Instant now) {
    return active == sold
        ? Change.none(this)
        : Change.of(new Product(id, revision.next(now), content, sold));
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(ProductId id) {
    return new Subject("product", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("sku", content.sku()).put("name", content.name());
    if (content.family() != null) {
      facts.put("family", content.family());
    }
    if (!content.prices().isEmpty()) {
      facts.put("prices", content.prices().stream().map(Money::toString).collect(joining(", ")));
    }
    ExternalId external = content.externalId();
    if (external != null) {
      facts.put("externalId", external.toString());
    }
    return facts.put("active", String.valueOf(active)).buildOrThrow();
  }
}
