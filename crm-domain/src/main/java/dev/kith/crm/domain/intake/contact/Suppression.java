package dev.kith.crm.domain.intake.contact;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address that is left alone, whoever it belongs to and whatever they have said.
 *
 * @param until from when on it counts no more; null if it has no end
 */
public record Suppression(Target target, String reason, @Nullable Instant until) {

  private static final String ADDRESS = "address:";
  private static final String DOMAIN = "domain:";
  private static final String NUMBER = "number:";

  /** The keys of all targets that would hold whoever has this address and this number. */
  public static Set<String> keysOf(@Nullable EmailAddress email, @Nullable PhoneNumber phone) {
    ImmutableSet.Builder<String> keys = ImmutableSet.builder();
    if (email != null) {
      keys.add(ADDRESS + email.key());
      for (String domain = email.asciiDomain(); !domain.isEmpty(); domain = above(domain)) {
        keys.add(DOMAIN + domain);
      }
    }
    if (phone != null) {
      keys.add(NUMBER + phone.digits());
    }
    return keys.build();
  }

  private static String above(String domain) {
    return domain.contains(".") ? domain.substring(domain.indexOf('.') + 1) : "";
  }

  /** What is left alone. */
  public sealed interface Target {

    default SuppressionDraft.Kind kind() {
      return switch (this) {
        case Address a -> SuppressionDraft.Kind.ADDRESS;
        case Domain d -> SuppressionDraft.Kind.DOMAIN;
        case Line l -> SuppressionDraft.Kind.NUMBER;
      };
    }

    /** As people read it. */
    default String text() {
      return switch (this) {
        case Address(var email) -> email.toString();
        case Domain(var name) -> name;
        case Line(var phone) -> phone.toString();
      };
    }

    /** By which it is found; two targets of the same key are the same. */
    default String key() {
      return switch (this) {
        case Address(var email) -> ADDRESS + email.key();
        case Domain(var name) -> DOMAIN + name;
        case Line(var phone) -> NUMBER + phone.digits();
      };
    }

    /** An e-mail address, in whatever case it is written. */
    record Address(EmailAddress email) implements Target {}

    /**
     * All addresses of a domain and of those below it.
     *
     * @param name in the form in which name servers know it
     */
    record Domain(String name) implements Target {}

    /** A number with all of its extensions. */
    record Line(PhoneNumber phone) implements Target {}
  }

  /** All addresses of a domain; refused with {@code email-syntax} if it is none. */
  public static Outcome<Target> domain(String name) {
    return EmailAddress.parse("anybody@" + name.strip())
        .map(email -> new Target.Domain(email.asciiDomain()));
  }

  boolean concerns(ContactFacts facts, Channel channel) {
    return switch (channel) {
      case EMAIL -> facts.email() != null && holds(facts.email());
      case PHONE, SMS, WHATSAPP -> facts.phone() != null && holds(facts.phone());
      case POST, WEB -> false;
    };
  }

  private boolean holds(EmailAddress email) {
    return switch (target) {
      case Target.Address(var address) -> address.key().equals(email.key());
      case Target.Domain(var name) ->
          email.asciiDomain().equals(name) || email.asciiDomain().endsWith("." + name);
      case Target.Line line -> false;
    };
  }

  private boolean holds(PhoneNumber phone) {
    return switch (target) {
      case Target.Line(var number) -> number.digits().equals(phone.digits());
      case Target.Address address -> false;
      case Target.Domain domain -> false;
    };
  }
}
