package dev.kith.crm.application.intake;

import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** By what the consents of a row are proven, as its cells say it. */
final class RowProof {

  private static final Map<String, ImportTarget> COLUMNS =
      Map.of(
          "/reference", ImportTarget.CONSENT_REFERENCE,
          "/wording", ImportTarget.CONSENT_WORDING,
          "/at", ImportTarget.PROVEN_AT);

  private RowProof() {}

  /**
   * @param cells those that are filled
   * @param problems where everything goes that is wrong
   * @return null if the row says nothing of it, or something wrong
   */
  static @Nullable ConsentProof read(
      Map<ImportTarget, String> cells, @Nullable Instant at, List<Violation> problems) {
    if (cells.isEmpty() && at == null) {
      return null;
    }
    ConsentProof.Kind kind = kind(cells, problems);
    Outcome<ConsentProof> read =
        new ConsentProof(
                kind,
                cells.get(ImportTarget.CONSENT_REFERENCE),
                cells.get(ImportTarget.CONSENT_WORDING),
                at)
            // Whether that has come yet is held against the moment of the import.
            .read(Instant.MAX);
    return switch (read) {
      case Outcome.Done<ConsentProof>(var proof) -> proof;
      case Outcome.Refused<ConsentProof>(var refusal) -> {
        refusal
            .violations()
            .forEach(violation ->
                problems.add(
                    Violation.at(
                        COLUMNS
                            .getOrDefault(violation.pointer(), ImportTarget.CONSENT_PROOF)
                            .code(),
                        violation.code(),
                        violation.message())));
        yield null;
      }
    };
  }

  /** Where no column says it, the file is what there is. */
  private static ConsentProof.Kind kind(Map<ImportTarget, String> cells, List<Violation> problems) {
    String text = cells.get(ImportTarget.CONSENT_PROOF);
    if (text == null) {
      return ConsentProof.Kind.IMPORT;
    }
    return ConsentProof.Kind.named(text)
        .orElseGet(() -> {
          problems.add(
              Violation.at(
                  ImportTarget.CONSENT_PROOF.code(),
                  "not-one-of",
                  "A proof is one of "
                      + Arrays.stream(ConsentProof.Kind.values())
                          .map(ConsentProof.Kind::label)
                          .collect(Collectors.joining(", "))
                      + "."));
          return ConsentProof.Kind.OTHER;
        });
  }
}
