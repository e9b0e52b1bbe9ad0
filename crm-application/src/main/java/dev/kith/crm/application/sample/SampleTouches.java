package dev.kith.crm.application.sample;

import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchEvent;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What led the leads of the sample here, at first and again. */
final class SampleTouches {

  private static final int AGAIN_ONE_IN = 3;
  private static final Duration AGAIN_WITHIN = Duration.ofDays(14);

  private static final List<String> PAGES =
      List.of(
          "https://www.kith.example/prices?utm_source=newsletter&utm_medium=email"
              + "&utm_campaign=price-guide",
          "https://www.kith.example/trial?utm_source=google&utm_medium=cpc"
              + "&utm_campaign=free-trial&gclid=Cj0KCQjw-",
          "https://www.kith.example/cases?utm_source=linkedin&utm_medium=social"
              + "&utm_campaign=autumn-fair");

  private final List<Touch> touches = new ArrayList<>();
  private final Ids ids;
  private final SplittableRandom random;

  SampleTouches(Ids ids, long seed) {
    this.ids = ids;
    this.random = new SplittableRandom(seed);
  }

  List<Touch> all() {
    return List.copyOf(touches);
  }

  /** When a newborn lead comes by a campaign again; empty if none brought it, or only one did. */
  Optional<Instant> born(Lead lead, Instant now) {
    if (!Touch.isTold(lead)) {
      return Optional.empty();
    }
    touches.add(Touch.atBirth(new TouchId(ids.next()), lead, AttributionRules.USUAL));
    return random.nextInt(AGAIN_ONE_IN) == 0
        ? Optional.of(now.plusSeconds(600 + random.nextLong(AGAIN_WITHIN.toSeconds())))
        : Optional.empty();
  }

  /** A lead that comes by another campaign. */
  Outcome<Change<Lead>> again(Lead lead, Instant now) {
    String page = PAGES.get(random.nextInt(PAGES.size()));
    String visited = page.endsWith("-") ? page + random.nextInt(1_000_000) : page;
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    return AttributionRules.USUAL
        .read(TouchDraft.landedOn(visited).at(at), at)
        .then(content -> {
          Touch touch = new Touch(new TouchId(ids.next()), lead.id(), at, content);
          touches.add(touch);
          return lead.attach(new TouchEvent.Recorded(lead.id(), List.of(touch)), now);
        });
  }
}
