package dev.kith.crm.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Contacts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContactDraftSpec {

  private static final ContactDraft MARA = ContactDraft.named("Mara", "Vogel");

  @Nested
  class A_contact_as_somebody_wrote_it_down {

    @Test
    void needs_one_part_of_a_name_and_nothing_else() {
      assertThat(Contacts.content(ContactDraft.EMPTY.with(ContactField.FAMILY_NAME, " Vogel ")))
          .isEqualTo(bare(new PersonName(null, "Vogel")));
      assertThat(Contacts.content(ContactDraft.EMPTY.with(ContactField.GIVEN_NAME, "Mara")))
          .isEqualTo(bare(new PersonName("Mara", null)));
      assertThat(codes(ContactDraft.EMPTY)).containsExactly("/familyName required");
    }

    @Test
    void is_written_down_again_as_the_same_draft() {
      ContactContent content = Contacts.content(Contacts.complete().at(Accounts.anId()));

      assertThat(content.texts()).containsOnlyKeys(ContactField.values());
      assertThat(Contacts.content(ContactDraft.of(content))).isEqualTo(content);
    }

    @Test
    void is_refused_with_every_problem_at_once() {
      ContactDraft bad =
          ContactDraft.EMPTY
              .with(ContactField.TITLE, "x".repeat(101))
              .with(ContactField.DEPARTMENT, "x".repeat(101))
              .with(ContactField.ACCOUNT, "the bookshop")
              .with(ContactField.CITY, "x".repeat(101))
              .with(ContactField.COUNTRY, "Atlantis")
              .emails("WORK mara@vogel.example\nHOME nonsense")
              .phones("call me")
              .with(ContactField.TIME_ZONE, "Berlin time")
              .with(ContactField.LANGUAGE, "Klingon")
              .with(ContactField.EXTERNAL_ID, "x".repeat(300))
              .with(ContactField.DESCRIPTION, "\u0000");

      assertThat(codes(bad))
          .containsExactly(
              "/familyName required",
              "/title too-long",
              "/department too-long",
              "/account not-an-id",
              "/city too-long",
              "/country country-unknown",
              "/emails/1 email-syntax",
              "/phones/0 phone-syntax",
              "/timeZone zone-unknown",
              "/language language-unknown",
              "/externalId too-long",
              "/description control-character");
    }
  }

  @Nested
  class Email_addresses_and_phone_numbers {

    @Test
    void are_for_work_where_nothing_else_is_said() {
      assertThat(emails("mara@vogel.example\nhome m@home.example"))
          .containsExactly(
              email("mara@vogel.example", ChannelType.WORK),
              email("m@home.example", ChannelType.HOME));
      assertThat(Contacts.content(MARA.phones("Mobile +49 170 1234567\n+49 30 123456")).phones())
          .containsExactly(
              new Phone(new PhoneNumber("+491701234567"), ChannelType.MOBILE),
              new Phone(new PhoneNumber("+4930123456"), ChannelType.WORK));
    }

    @Test
    void have_the_primary_one_first_whichever_line_says_so() {
      assertThat(emails("WORK a@vogel.example\n\nOTHER b@vogel.example (primary)\nc@vogel.example"))
          .extracting(email -> email.address().local())
          .containsExactly("b", "a", "c");
      assertThat(Contacts.content(MARA).primaryEmail()).isNull();
    }

    @Test
    void have_one_primary_at_most() {
      assertThat(codes(MARA.emails("a@vogel.example (primary)\nb@vogel.example (primary)")))
          .containsExactly("/emails/1 several-primary");
    }

    @Test
    void stand_there_once_however_they_are_written() {
      assertThat(codes(MARA.emails("mara@vogel.example\nHOME Mara@VOGEL.example")))
          .containsExactly("/emails/1 twice");
      assertThat(codes(MARA.phones("+49 30 123456\nMOBILE +4930123456")))
          .containsExactly("/phones/1 twice");
    }

    @Test
    void are_twenty_at_most() {
      assertThat(emails(many(20))).hasSize(20);
      assertThat(codes(MARA.emails(many(21)))).containsExactly("/emails too-many");
    }

    @Test
    void keep_their_line_even_where_the_value_has_a_break() {
      ChannelLine broken = ChannelLine.of(ChannelType.HOME, "mara\n@vogel.example");

      assertThat(codes(MARA.emails(ChannelLine.write(List.of(broken)))))
          .containsExactly("/emails/0 email-syntax");
    }

    private static List<Email> emails(String lines) {
      return Contacts.content(MARA.emails(lines)).emails();
    }

    private static Email email(String address, ChannelType type) {
      return new Email(new EmailAddress(address), type);
    }

    private static String many(int count) {
      return IntStream.range(0, count)
          .mapToObj(i -> "a" + i + "@vogel.example")
          .collect(Collectors.joining("\n"));
    }
  }

  private static ContactContent bare(PersonName name) {
    return new ContactContent(
        name, null, null, null, List.of(), List.of(), PostalAddress.NONE, null, null, null, null);
  }

  private static List<String> codes(ContactDraft draft) {
    return Contacts.read(draft) instanceof Outcome.Refused<ContactContent>(Invalid invalid)
        ? invalid.violations().stream().map(ContactDraftSpec::code).toList()
        : List.of();
  }

  private static String code(Violation violation) {
    return violation.pointer() + " " + violation.code();
  }
}
