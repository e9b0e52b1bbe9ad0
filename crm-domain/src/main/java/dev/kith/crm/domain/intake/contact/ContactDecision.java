package dev.kith.crm.domain.intake.contact;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentEntry;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.contact.Obstacle.Expired;
import dev.kith.crm.domain.intake.contact.Obstacle.NotAsked;
import dev.kith.crm.domain.intake.contact.Obstacle.Quiet;
import dev.kith.crm.domain.intake.contact.Obstacle.Refused;
import dev.kith.crm.domain.intake.contact.Obstacle.Registered;
import dev.kith.crm.domain.intake.contact.Obstacle.RegistrySilent;
import dev.kith.crm.domain.intake.contact.Obstacle.Suppressed;
import dev.kith.crm.domain.intake.contact.Obstacle.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to the one question that comes before every contact: may it be, if not, why, and when
 * again?
 *
 * @param obstacles every reason against it; empty if it may be
 * @param from the first moment at which it may be, as far as is known now: the moment asked about
 *     if nothing stands against it, empty if waiting alone does not help
 */
public record ContactDecision(List<Obstacle> obstacles, Optional<Instant> from) {

  /** Quiet windows come back each week: what is covered for longer is covered for ever. */
  private static final Duration LONGEST_QUIET = Duration.ofDays(8);

  public ContactDecision {
    obstacles = List.copyOf(obstacles);
  }

  /** Decides for one channel, one purpose and one moment. */
  public static ContactDecision on(
      ContactFacts facts, Channel channel, Purpose purpose, Instant at) {
    List<Obstacle> now = obstacles(facts, channel, purpose, at);
    Instant moment = at;
    List<Obstacle> left = now;
    while (!left.isEmpty()) {
      if (left.stream().anyMatch(obstacle -> obstacle.ends().isEmpty())) {
        return new ContactDecision(now, Optional.empty());
      }
      moment =
          left.stream()
              .flatMap(obstacle -> obstacle.ends().stream())
              .max(Instant::compareTo)
              .orElseThrow();
      left = obstacles(facts, channel, purpose, moment);
    }
    return new ContactDecision(now, Optional.of(moment));
  }

  public boolean allowed() {
    return obstacles.isEmpty();
  }

  private static List<Obstacle> obstacles(
      ContactFacts facts, Channel channel, Purpose purpose, Instant at) {
    ImmutableList.Builder<Obstacle> found = ImmutableList.builder();
    if (!facts.reaches(channel)) {
      found.add(new Unreachable(channel));
    }
    againstConsent(facts.ledger(), channel, purpose, at).ifPresent(found::add);
    for (Suppression suppression : facts.suppressions()) {
      boolean over = suppression.until() != null && !suppression.until().isAfter(at);
      if (!over && suppression.concerns(facts, channel)) {
        found.add(new Suppressed(suppression));
      }
    }
    if (facts.registries().contains(RegistryAnswer.LISTED)) {
      found.add(new Registered());
    }
    if (facts.registries().contains(RegistryAnswer.UNKNOWN)) {
      found.add(new RegistrySilent());
    }
    quiet(facts.quiet(), channel, at).ifPresent(found::add);
    return found.build();
  }

  private static Optional<Obstacle> againstConsent(
      ConsentLedger ledger, Channel channel, Purpose purpose, Instant at) {
    Optional<ConsentEntry> last = ledger.lastOf(channel, purpose, at);
    if (last.isEmpty()) {
      return Optional.of(new NotAsked(channel, purpose));
    }
    ConsentEntry entry = last.get();
    if (!entry.isGrant()) {
      return Optional.of(new Refused(entry));
    }
    return entry.isOver(at) ? Optional.of(new Expired(entry)) : Optional.empty();
  }

  private static Optional<Obstacle> quiet(List<QuietWindow> windows, Channel channel, Instant at) {
    Optional<Instant> end = endOfQuiet(windows, channel, at);
    if (end.isEmpty()) {
      return Optional.empty();
    }
    Instant moment = at;
    while (end.isPresent() && !end.get().isAfter(at.plus(LONGEST_QUIET))) {
      moment = end.get();
      end = endOfQuiet(windows, channel, moment);
    }
    return Optional.of(new Quiet(end.isPresent() ? Optional.empty() : Optional.of(moment)));
  }

  private static Optional<Instant> endOfQuiet(
      List<QuietWindow> windows, Channel channel, Instant at) {
    return windows.stream()
        .flatMap(window -> window.endOfQuiet(channel, at).stream())
        .max(Instant::compareTo);
  }
}
