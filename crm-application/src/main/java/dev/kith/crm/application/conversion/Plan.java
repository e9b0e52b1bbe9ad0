package dev.kith.crm.application.conversion;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.kith.crm.application.conversion.Conversions.Planned;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.ConversionRefusal.DuplicateCandidates;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a lead, as far as can be told before.
 *
 * @param lacking permissions that the actor would need besides
 * @param asked candidates about which somebody has to decide, and has not
 */
record Plan(
    LeadId lead,
    List<Planned> parts,
    List<Permission> lacking,
    List<Violation> problems,
    List<Candidate> candidates,
    List<Candidate> asked) {

  Plan {
    parts = ImmutableList.copyOf(parts);
    lacking = ImmutableList.copyOf(lacking);
    problems = ImmutableList.copyOf(problems);
    candidates = ImmutableList.copyOf(candidates);
    asked = ImmutableList.copyOf(asked);
  }

  /**
   * What whoever looked at the candidates sends back. It fits these only: another candidate, and it
   * is to be looked at again.
   */
  static String resolution(LeadId lead, List<Candidate> candidates) {
    String all =
        lead
            + candidates.stream()
                .map(candidate -> candidate.target() + " " + candidate.id())
                .sorted()
                .reduce("", (text, one) -> text + "\n" + one);
    return Hashing.sha256().hashString(all, StandardCharsets.UTF_8).toString().substring(0, 32);
  }

  @Nullable String resolution() {
    return candidates.isEmpty() ? null : resolution(lead, candidates);
  }

  Optional<Planned> part(Target target) {
    return parts.stream().filter(part -> part.target() == target).findFirst();
  }

  boolean creates(Target target) {
    return part(target).filter(part -> part.how() == Part.How.CREATED).isPresent();
  }

  /** Goes on unless there is anything in the way, which is told all at once. */
  Outcome<Plan> allowed() {
    if (!lacking.isEmpty()) {
      return Outcome.refused(new Forbidden(lacking.getFirst().code(), needed(lacking)));
    }
    if (!problems.isEmpty()) {
      return Outcome.refused(new Invalid(everything()));
    }
    return asked.isEmpty()
        ? Outcome.done(this)
        : Outcome.refused(new DuplicateCandidates(candidates, resolution(lead, candidates)));
  }

  private static String needed(List<Permission> permissions) {
    return "This needs "
        + permissions.stream().map(Permission::code).collect(joining(" and "))
        + ", which your roles do not give you.";
  }

  /** Everything that is in the way, each where it is. */
  List<Violation> everything() {
    ImmutableList.Builder<Violation> all = ImmutableList.builder();
    lacking.forEach(permission ->
        all.add(
            Violation.at(permission.feature().code(), "forbidden", needed(List.of(permission)))));
    all.addAll(problems);
    asked.stream()
        .map(Candidate::target)
        .distinct()
        .forEach(target ->
            all.add(
                Violation.at(
                    target.code(),
                    "duplicate-candidates",
                    "There may be such a record already: link one of the candidates, or confirm"
                        + " that none is meant.")));
    return all.build();
  }
}
