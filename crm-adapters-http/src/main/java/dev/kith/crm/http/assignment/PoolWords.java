package dev.kith.crm.http.assignment;

import static java.util.stream.Collectors.joining;

import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.Choice;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.assignment.PoolTerms.Strategy;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.http.pages.RecordAddress;
import java.util.ArrayList;
import java.util.List;

/** Pools and assignments in words, for templates. */
public final class PoolWords {

  private PoolWords() {}

  public static String strategy(Strategy strategy) {
    return switch (strategy) {
      case WEIGHTED_ROUND_ROBIN -> "In turn, by weight";
      case LEAST_LOAD -> "To whoever has the least to do";
    };
  }

  public static String matching(Matching matching) {
    return switch (matching) {
      case OFF -> "Does not matter";
      case PREFERRED -> "Should fit";
      case REQUIRED -> "Must fit";
    };
  }

  /** How the pool chooses, in one sentence. */
  public static String summary(PoolTerms terms) {
    List<String> parts = new ArrayList<>();
    parts.add(strategy(terms.strategy()));
    if (terms.stickyOwner()) {
      parts.add("first to whoever knows the company");
    }
    add(parts, "territory", terms.territory());
    add(parts, "language", terms.language());
    return String.join(", ", parts) + ".";
  }

  private static void add(List<String> parts, String what, Matching matching) {
    switch (matching) {
      case OFF -> {
        // Nothing to say.
      }
      case PREFERRED -> parts.add(what + " should fit");
      case REQUIRED -> parts.add(what + " must fit");
    }
  }

  /** What share of the turns is a member's. */
  public static String share(PoolTerms terms, PoolMember member) {
    int all = terms.members().stream().mapToInt(PoolMember::weight).sum();
    return Math.round(100.0 * member.weight() / all) + " %";
  }

  public static String territories(PoolMember member) {
    return member.territories().isEmpty()
        ? "everywhere"
        : member.territories().stream().map(Country::code).collect(joining(", "));
  }

  public static String languages(PoolMember member) {
    return member.languages().isEmpty()
        ? "all"
        : member.languages().stream().map(Language::englishName).collect(joining(", "));
  }

  public static String badge(Choice.How.Kind kind) {
    return switch (kind) {
      case OWNER, COMPANY, TURN, LEAST_LOAD -> "good";
      case FALLBACK -> "warn";
      case NOBODY -> "bad";
    };
  }

  public static String label(Choice.How.Kind kind) {
    return switch (kind) {
      case OWNER -> "Has it";
      case COMPANY -> "Company";
      case TURN -> "Turn";
      case LEAST_LOAD -> "Least to do";
      case FALLBACK -> "Fallback";
      case NOBODY -> "Nobody";
    };
  }

  /** Where the page of the record is. */
  public static String href(Assignment assignment) {
    return RecordAddress.of(assignment.record());
  }
}
