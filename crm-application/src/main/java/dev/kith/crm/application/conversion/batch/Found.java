package dev.kith.crm.application.conversion.batch;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.Conversions.Converted;
import dev.kith.crm.application.conversion.Conversions.Preview;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.ConversionRefusal.DuplicateCandidates;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of taking a lead up, as it stands at an item of a batch. */
record Found(
    Fate fate,
    @Nullable String code,
    @Nullable String detail,
    @Nullable ConversionId conversion,
    List<Candidate> candidates) {

  private static final String DUPLICATES = "duplicate-candidates";
  private static final String CONVERTED = "lead-converted";
  private static final Set<String> NOTHING_TO_CONVERT =
      Set.of("qualification-gate", "lead-deleted", "lead-merged", CONVERTED);

  Found {
    candidates = ImmutableList.copyOf(candidates);
  }

  /** What a conversion came to. */
  static Found of(Outcome<Converted> outcome) {
    return switch (outcome) {
      case Outcome.Done<Converted>(Converted(var conversion, var already)) ->
          already ? before(conversion) : new Found(Fate.CONVERTED, conversion.id());
      case Outcome.Refused<Converted>(DuplicateCandidates(var candidates, var resolution)) ->
          duplicate(candidates);
      case Outcome.Refused<Converted>(var refusal) -> refused(refusal);
    };
  }

  /** What a conversion would come to. */
  static Found ofPreview(Outcome<Preview> outcome) {
    return switch (outcome) {
      case Outcome.Done<Preview>(var preview) -> {
        Conversion already = preview.already();
        yield already == null ? planned(preview) : before(already);
      }
      case Outcome.Refused<Preview>(var refusal) -> refused(refusal);
    };
  }

  /** It broke, and not because of what the lead says. */
  static Found broken(String code, String detail) {
    return new Found(Fate.FAILED, code, detail, null, List.of());
  }

  private Found(Fate fate, @Nullable ConversionId conversion) {
    this(fate, null, null, conversion, List.of());
  }

  private static Found planned(Preview preview) {
    List<Violation> others =
        preview.problems().stream().filter(p -> !p.code().equals(DUPLICATES)).toList();
    if (!others.isEmpty()) {
      return inTheWay(others);
    }
    return preview.problems().isEmpty()
        ? new Found(Fate.CONVERTED, null)
        : duplicate(preview.candidates());
  }

  private static Found before(Conversion conversion) {
    return new Found(
        Fate.SKIPPED, CONVERTED, "The lead had been converted before.", conversion.id(), List.of());
  }

  /** Whoever looks at the batch may know the candidates by other names, or not at all. */
  private static Found duplicate(List<Candidate> candidates) {
    return new Found(
        Fate.DUPLICATE,
        DUPLICATES,
        "There may be such records already.",
        null,
        candidates.stream()
            .map(c -> new Candidate(c.target(), c.id(), "", c.score(), c.certain(), c.reasons()))
            .toList());
  }

  private static Found refused(Refusal refusal) {
    return refusal.violations().isEmpty()
        ? new Found(
            refusal instanceof LeadRefusal && NOTHING_TO_CONVERT.contains(refusal.code())
                ? Fate.SKIPPED
                : Fate.FAILED,
            refusal.code(),
            cut(refusal.detail()),
            null,
            List.of())
        : inTheWay(refusal.violations());
  }

  /** A lead that is not to be converted yet is passed over, whatever else it lacks. */
  private static Found inTheWay(List<Violation> problems) {
    Violation first =
        problems.stream()
            .filter(problem -> NOTHING_TO_CONVERT.contains(problem.code()))
            .findFirst()
            .orElse(problems.getFirst());
    return new Found(
        NOTHING_TO_CONVERT.contains(first.code()) ? Fate.SKIPPED : Fate.FAILED,
        first.code(),
        cut(problems.stream().map(Violation::message).distinct().collect(Collectors.joining(" "))),
        null,
        List.of());
  }

  private static String cut(String text) {
    return Ascii.truncate(text, BatchItem.LONGEST_DETAIL, "…");
  }
}
