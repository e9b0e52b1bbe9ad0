package dev.kith.crm.domain.intake.contact;

import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.PhoneNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides on whether a person may be contacted.
 *
 * @param postal whether there is an address to write to
 * @param registries what outside registers said, one answer for each that was asked; empty if there
 *     are none
 */
public record ContactFacts(
    @Nullable EmailAddress email,
    @Nullable PhoneNumber phone,
    boolean postal,
    ConsentLedger ledger,
    List<QuietWindow> quiet,
    List<Suppression> suppressions,
    List<RegistryAnswer> registries) {

  public ContactFacts {
    quiet = List.copyOf(quiet);
    suppressions = List.copyOf(suppressions);
    registries = List.copyOf(registries);
  }

  boolean reaches(Channel channel) {
    return switch (channel) {
      case EMAIL -> email != null;
      case PHONE, SMS, WHATSAPP -> phone != null;
      case POST -> postal;
      case WEB -> false;
    };
  }
}
