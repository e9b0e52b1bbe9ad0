package dev.kith.crm.domain.intake.enrichment;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a lead when sources have been asked about it.
 *
 * <p>What an answering source no longer says is forgotten, unless it stands in a field; what a
 * silent one said earlier stays. A field is filled with the surest value that is sure enough, by
 * name of its source where two are as sure. The parts of an address come from a source that names
 * the country and contradicts nothing that is known, or not at all: a town of one country and the
 * country of another make no address. For the same reason a source replaces parts of an address
 * only if it names all that are there.
 *
 * @param content of the lead, with what was filled
 * @param values everything that is known of it now
 * @param found those of the values that nobody has said before
 * @param filled those of the values that were put into a field just now
 */
public record Enrichment(
    LeadContent content, List<FoundValue> values, List<FoundValue> found, List<FoundValue> filled) {

  /** More than so many hints of one source are not looked at. */
  public static final int MOST_HINTS = 100;

  static final Comparator<FoundValue> SUREST_FIRST =
      Comparator.comparing(FoundValue::confidence, Comparator.reverseOrder())
          .thenComparing(FoundValue::source)
          .thenComparing(FoundValue::value);

  public Enrichment {
    values = ImmutableList.copyOf(values);
    found = ImmutableList.copyOf(found);
    filled = ImmutableList.copyOf(filled);
  }

  /**
   * @param known what was found out before
   * @param answers what each source that answered says; those that were silent are not in it
   */
  public static Enrichment of(
      Lead lead,
      List<FoundValue> known,
      Map<String, List<Hint>> answers,
      FillMode mode,
      PhoneReader phones,
      Supplier<FoundValueId> ids,
      Instant now) {
    Filling filling = new Filling(lead, known, answers, mode, phones, ids, now);
    filling.fill();
    return filling.result();
  }

  /**
   * What this means for the lead: nothing, unless a field was filled. What stands beside a lead is
   * no change of it, and whoever is about to edit it must not have to look again. Refused as an
   * edit of the lead.
   */
  public Outcome<Change<Lead>> applyTo(Lead lead, Instant now) {
    return lead.edit(content, now)
        .map(edited ->
            filled.isEmpty()
                ? Change.none(lead)
                : edited.with(List.of(new EnrichmentEvent.Enriched(lead.id(), found, filled))));
  }

  /** One lead's fields being filled, one after the other. */
  private static final class Filling {

    private final Lead lead;
    private final List<FoundValue> known;
    private final FillMode mode;
    private final PhoneReader phones;
    private final Instant now;
    private final List<FoundValue> said = new ArrayList<>();
    private final List<FoundValue> found = new ArrayList<>();
    private final Map<EnrichmentField, FoundValue> filled = new EnumMap<>(EnrichmentField.class);
    private LeadContent content;

    Filling(
        Lead lead,
        List<FoundValue> known,
        Map<String, List<Hint>> answers,
        FillMode mode,
        PhoneReader phones,
        Supplier<FoundValueId> ids,
        Instant now) {
      this.lead = lead;
      this.known = known;
      this.mode = mode;
      this.phones = phones;
      this.now = now;
      this.content = lead.content();
      known.stream().filter(value -> !answers.containsKey(value.source())).forEach(said::add);
      answers.forEach((source, hints) -> fresh(source, hints, ids));
    }

    /** The surest sensible value that the source says of each field. */
    private void fresh(String source, List<Hint> hints, Supplier<FoundValueId> ids) {
      Map<EnrichmentField, FoundValue> best = new EnumMap<>(EnrichmentField.class);
      hints.stream()
          .limit(MOST_HINTS)
          .flatMap(hint -> read(source, hint, ids).stream())
          .sorted(SUREST_FIRST)
          .forEach(value -> best.putIfAbsent(value.field(), value));
      for (FoundValue value : best.values()) {
        FoundValue before = known.stream().filter(value::saysAs).findFirst().orElse(null);
        if (before == null) {
          said.add(value);
          found.add(value);
        } else {
          said.add(
              new FoundValue(
                  before.id(),
                  value.lead(),
                  value.field(),
                  value.value(),
                  source,
                  value.confidence(),
                  now,
                  before.filledAt()));
        }
      }
    }

    private Optional<FoundValue> read(String source, Hint hint, Supplier<FoundValueId> ids) {
      int confidence = Math.clamp(hint.confidence(), 0, 100);
      return hint.field()
          .read(hint.value())
          .map(value ->
              new FoundValue(
                  ids.get(), lead.id(), hint.field(), value, source, confidence, now, null));
    }

    void fill() {
      said.stream()
          .filter(value -> !EnrichmentField.ADDRESS.contains(value.field()))
          .filter(value -> value.confidence() >= FoundValue.SURE_ENOUGH)
          .sorted(SUREST_FIRST)
          .forEach(this::fill);
      addresses().forEach(this::fillAddress);
    }

    /** What each source says of the address; the source that is surest of a part of it first. */
    private List<List<FoundValue>> addresses() {
      Map<String, List<FoundValue>> bySource = new LinkedHashMap<>();
      said.stream()
          .filter(value -> EnrichmentField.ADDRESS.contains(value.field()))
          .sorted(SUREST_FIRST)
          .forEach(
              value -> bySource.computeIfAbsent(value.source(), s -> new ArrayList<>()).add(value));
      return List.copyOf(bySource.values());
    }

    private void fillAddress(List<FoundValue> parts) {
      boolean namesCountry =
          parts.stream().anyMatch(part -> part.field() == EnrichmentField.COUNTRY);
      List<EnrichmentField> others =
          parts.stream().filter(this::isOtherwise).map(FoundValue::field).toList();
      boolean contradicts =
          others.stream().anyMatch(field -> !mayBeFilled(field))
              || (!others.isEmpty() && !namesAll(parts));
      if (namesCountry && !contradicts) {
        parts.stream()
            .filter(part -> part.confidence() >= FoundValue.SURE_ENOUGH)
            .forEach(this::fill);
      }
    }

    /** Whether something else stands in the lead. */
    private boolean isOtherwise(FoundValue part) {
      String present = present(part.field());
      return present != null && !part.value().equalsIgnoreCase(present);
    }

    /** Of an address that is replaced nothing may stay: a street belongs to its town. */
    private boolean namesAll(List<FoundValue> parts) {
      return EnrichmentField.ADDRESS.stream()
          .filter(field -> present(field) != null)
          .allMatch(field -> parts.stream().anyMatch(part -> part.field() == field));
    }

    private void fill(FoundValue value) {
      LeadField field = value.field().fills().orElse(null);
      if (field == null
          || !mayBeFilled(value.field())
          || value.value().equals(present(value.field()))) {
        return;
      }
      if (LeadDraft.of(content).with(field, value.value()).read(phones)
              instanceof Outcome.Done<LeadContent>(var next)
          && value.value().equals(field.textOf(next))) {
        content = next;
        filled.put(value.field(), value.filled(now));
      }
    }

    private boolean mayBeFilled(EnrichmentField field) {
      if (filled.containsKey(field)) {
        return false;
      }
      return present(field) == null
          || switch (mode) {
            case FILL_EMPTY -> false;
            case REFRESH ->
                known.stream().anyMatch(v -> v.field() == field && v.isIn(lead.content()));
            case OVERWRITE -> true;
          };
    }

    private @Nullable String present(EnrichmentField field) {
      return field.fills().map(f -> f.textOf(content)).orElse(null);
    }

    Enrichment result() {
      return new Enrichment(
          content,
          Stream.concat(said.stream(), kept()).map(this::asOfNow).toList(),
          found.stream().map(this::asOfNow).toList(),
          List.copyOf(filled.values()));
    }

    /** What nobody says any more, but stands in a field. */
    private Stream<FoundValue> kept() {
      return known.stream()
          .filter(value -> said.stream().noneMatch(value::saysAs))
          .filter(value -> value.isIn(content));
    }

    /** A field has one value: whatever else was put into it does not stand there any more. */
    private FoundValue asOfNow(FoundValue value) {
      FoundValue fresh = filled.get(value.field());
      if (fresh != null && value.id().equals(fresh.id())) {
        return fresh;
      }
      return fresh == null && value.isIn(content) ? value : value.filled(null);
    }
  }
}
