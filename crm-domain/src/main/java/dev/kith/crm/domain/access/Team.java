package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * People who see each other's records where their roles say "team". Members are kept with the
 * users.
 */
public record Team(TeamId id, Revision revision, String name) implements Aggregate {

  public static final int LONGEST_NAME = 100;

  public static Outcome<Change<Team>> found(TeamId id, @Nullable String name, Instant now) {
    return named(name).map(good -> Change.of(new Team(id, Revision.first(now), good)));
  }

  public Outcome<Change<Team>> rename(@Nullable String newName, Instant now) {
    return named(newName)
        .map(good ->
            good.equals(name)
                ? Change.none(this)
                : Change.of(new Team(id, revision.next(now), good)));
  }

  /**
   * Refused with {@code still-in-use}.
   *
   * @param members how many users belong to the team, deactivated ones included
   */
  public Outcome<Change<Team>> delete(int members, Instant now) {
    if (revision.isDeleted()) {
      return Outcome.done(Change.none(this));
    }
    return members > 0
        ? Outcome.refused(new AccessRefusal.StillInUse("team", members))
        : Outcome.done(Change.of(new Team(id, revision.deleted(now), name)));
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(TeamId id) {
    return new Subject("team", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return revision.isDeleted()
        ? ImmutableMap.of("name", name, "deleted", "true")
        : ImmutableMap.of("name", name);
  }

  private static Outcome<String> named(@Nullable String name) {
    Checks checks = new Checks();
    String good = checks.text("name", name, LONGEST_NAME, false);
    if (good == null) {
      checks.add("name", "required", "A team needs a name.");
    }
    return checks.orRefuse(() -> Objects.requireNonNull(good));
  }
}
