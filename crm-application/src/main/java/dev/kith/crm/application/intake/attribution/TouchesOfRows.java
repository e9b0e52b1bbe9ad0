package dev.kith.crm.application.intake.attribution;

import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.BroughtAlong;
import dev.kith.crm.application.lead.LeadUpserts.Numbered;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.attribution.AttributionRefusal.TooManyTouches;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchContent;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchEvent;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.intake.attribution.TouchText;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The touches of rows: the campaign in the fields of the lead, and what the row says besides of how
 * the person came here, are one touch. Whoever imports can be told of a flaw, so here the policy
 * {@code REJECT} refuses what a lead's own fields say of a campaign, too.
 */
record TouchesOfRows(Kernel kernel) implements BroughtAlong {

  private static final Map<LeadField, String> CAMPAIGN =
      Map.of(
          LeadField.UTM_SOURCE, "utm_source",
          LeadField.UTM_MEDIUM, "utm_medium",
          LeadField.UTM_CAMPAIGN, "utm_campaign",
          LeadField.UTM_TERM, "utm_term",
          LeadField.UTM_CONTENT, "utm_content");

  @Override
  public List<Outcome<Brought>> read(List<Numbered> drafts) {
    List<TouchDraft> touches = drafts.stream().map(TouchesOfRows::draft).toList();
    if (touches.stream().allMatch(TouchesOfRows::isNothing)) {
      return touches.stream().map(touch -> Outcome.done(Brought.NOTHING)).toList();
    }
    AttributionRules rules = kernel.storage().attributionRules().rules();
    Instant now = kernel.now();
    return touches.stream().map(touch -> read(touch, rules, now)).toList();
  }

  private static Outcome<Brought> read(TouchDraft touch, AttributionRules rules, Instant now) {
    return isNothing(touch)
        ? Outcome.done(Brought.NOTHING)
        : rules
            .read(touch, now)
            .map(content ->
                new Brought(
                    touch.at() == null ? TouchText.untimed(content) : TouchText.of(content),
                    touch.at() != null,
                    touch.at() == null && content.isOnlyACampaign(),
                    content.counts() ? content.campaign() : null));
  }

  private static TouchDraft draft(Numbered numbered) {
    TouchDraft touch = TouchDraft.EMPTY.at(numbered.along().touchedAt());
    LeadDraft lead = numbered.draft();
    for (Map.Entry<LeadField, String> part : CAMPAIGN.entrySet()) {
      String text = lead.values().get(part.getKey());
      if (text != null && !text.isBlank()) {
        touch = touch.with(part.getValue(), text);
      }
    }
    for (Map.Entry<String, String> part : numbered.along().touch().entrySet()) {
      touch =
          part.getKey().equals(ImportTarget.LANDING_PAGE.code())
              ? touch.onto(part.getValue())
              : part.getKey().equals(ImportTarget.REFERRER.code())
                  ? touch.from(part.getValue())
                  : touch.with(part.getKey(), part.getValue());
    }
    return touch;
  }

  /** A moment alone is no touch. */
  private static boolean isNothing(TouchDraft touch) {
    return touch.at(null).equals(TouchDraft.EMPTY);
  }

  @Override
  public Known known(Collection<LeadId> leads) {
    List<Touch> touches = leads.isEmpty() ? List.of() : kernel.storage().touches().of(leads);
    return new Having(
        kernel,
        kernel.storage().attributionRules().rules().rejectingNothing(),
        touches.stream().collect(groupingBy(Touch::lead)));
  }

  @Override
  public void keep(List<DomainEvent> events) {
    List<Touch> added = new ArrayList<>();
    List<TouchId> taken = new ArrayList<>();
    for (DomainEvent event : events) {
      switch (event) {
        case TouchEvent.Recorded(var lead, var touches) -> added.addAll(touches);
        case TouchEvent.TakenBack(var lead, var touches) ->
            touches.forEach(touch -> taken.add(touch.id()));
        default -> {}
      }
    }
    if (!added.isEmpty()) {
      kernel.storage().touches().addAll(added);
    }
    if (!taken.isEmpty()) {
      kernel.storage().touches().removeAll(taken);
    }
  }

  private record Having(Kernel kernel, AttributionRules rules, Map<LeadId, List<Touch>> touches)
      implements Known {

    @Override
    public Outcome<Optional<DomainEvent>> added(LeadId lead, Brought brought) {
      TouchContent content =
          rules.read(TouchText.draft(brought.text()), kernel.now()).orElseThrow();
      boolean untimed = !brought.isTimed() || TouchText.isUntimed(brought.text());
      List<Touch> before = touches.getOrDefault(lead, List.of());
      boolean isKnown =
          before.stream()
              .map(Touch::content)
              .anyMatch(known ->
                  known.key().equals(content.key())
                      // A row that says no time must not be a new touch each time that it comes.
                      || (untimed && known.saysSameAs(content))
                      || (known.at().equals(content.at()) && known.saysSameAs(content)));
      if (isKnown) {
        return Outcome.done(Optional.empty());
      }
      if (before.size() >= Touch.MOST) {
        return Outcome.refused(new TooManyTouches(Touch.MOST));
      }
      return Outcome.done(
          Optional.of(
              new TouchEvent.Recorded(
                  lead,
                  List.of(
                      new Touch(new TouchId(kernel.ids().next()), lead, kernel.now(), content)))));
    }

    @Override
    public Optional<DomainEvent> takenAway(LeadId lead, String text) {
      TouchContent content = TouchText.content(text);
      return touches.getOrDefault(lead, List.of()).stream()
          .filter(touch ->
              touch.content().at().equals(content.at()) && touch.content().saysSameAs(content))
          .findFirst()
          .map(touch -> new TouchEvent.TakenBack(lead, List.of(touch)));
    }
  }
}
