package dev.kith.crm.application.intake.enrichment;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.Hint;
import dev.kith.crm.domain.shared.EmailAddress;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an e-mail address tells without anybody being asked: whose domain it is, unless anybody can
 * get an address there, and whether it reaches a function and no person.
 *
 * <p>The name of a domain is the name of a company more often than not, but not its spelling:
 * enough to fill an empty field, and less than anybody who knows better.
 */
final class EmailSource implements EnrichmentSource {

  static final String NAME = "email";

  private static final int SPELT_ALIKE = 60;
  private static final int LISTED = 95;
  private static final int OWNED = 80;
  private static final int SHORT = 3;

  private final MailLists lists;

  EmailSource(MailLists lists) {
    this.lists = lists;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> question(Enquiry enquiry) {
    return Optional.ofNullable(enquiry.content().profile().email()).map(EmailAddress::key);
  }

  @Override
  public Map<String, SourceAnswer> ask(Set<String> questions) {
    return questions.stream().collect(toImmutableMap(key -> key, this::answer));
  }

  private SourceAnswer answer(String key) {
    EmailAddress address = new EmailAddress(key);
    String domain = address.asciiDomain();
    List<Hint> hints = new ArrayList<>();
    hints.add(flag(EnrichmentField.FREE_MAIL, lists.isFreeMail(domain)));
    hints.add(flag(EnrichmentField.ROLE_ADDRESS, lists.isRole(address.local())));
    new OwnedDomains(lists)
        .of(address)
        .ifPresent(owned -> {
          hints.add(new Hint(EnrichmentField.WEBSITE, owned, OWNED));
          hints.add(new Hint(EnrichmentField.COMPANY, company(owned), SPELT_ALIKE));
        });
    return new SourceAnswer.Says(hints);
  }

  private static Hint flag(EnrichmentField field, boolean yes) {
    return new Hint(field, String.valueOf(yes), LISTED);
  }

  /** {@code blue-sky.co.uk} is Blue Sky, {@code ibm.com} is IBM. */
  private static String company(String owned) {
    String label = IDN.toUnicode(owned.substring(0, owned.indexOf('.')));
    return label.length() <= SHORT
        ? label.toUpperCase(Locale.ROOT)
        : Splitter.on('-')
            .omitEmptyStrings()
            .splitToStream(label)
            .map(EmailSource::capital)
            .collect(joining(" "));
  }

  private static String capital(String word) {
    int first = word.offsetByCodePoints(0, 1);
    return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
  }
}
