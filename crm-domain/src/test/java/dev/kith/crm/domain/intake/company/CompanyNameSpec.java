package dev.kith.crm.domain.intake.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CompanyNameSpec {

  @Nested
  class A_legal_form {

    @Test
    void is_split_off_the_end_of_a_name() {
      assertSplit("Huber & Söhne GmbH & Co. KG", "Huber & Söhne", "GmbH & Co. KG");
      assertSplit("Huber gmbh & co kgaa", "Huber", "GmbH & Co. KGaA");
      assertSplit("Moulin S.à r.l.", "Moulin", "S.à r.l.");
      assertSplit("Ganges Textiles Pvt. Ltd.", "Ganges Textiles", "Pvt. Ltd.");
      assertSplit("Molen B. V.", "Molen", "B.V.");
      assertSplit("Rossi S.p.A.", "Rossi", "S.p.A.");
      assertSplit("Młyn Sp. z o.o.", "Młyn", "Sp. z o.o.");
      assertSplit("Malom Kft.", "Malom", "Kft.");
      assertSplit("Mlin d.o.o.", "Mlin", "d.o.o.");
      assertSplit("Molino S. de R.L. de C.V.", "Molino", "S. de R.L. de C.V.");
      assertSplit("Moinho Ltda", "Moinho", "Ltda.");
      assertSplit("Değirmen A.Ş.", "Değirmen", "A.Ş.");
      assertSplit("Quarry (Pty) Ltd", "Quarry", "Pty. Ltd.");
      assertSplit("Mill Co., Inc.", "Mill", "Co., Inc.");
    }

    @Test
    void is_split_off_the_start_where_its_country_puts_it_there() {
      assertSplit("ООО «Ромашка»", "Ромашка", "ООО");
      assertSplit("PT Angin Timur Tbk", "Angin Timur", "Tbk.");
      assertSplit("AB Kvarnen", "Kvarnen", "AB");
      assertSplit("A/S Møllen", "Møllen", "A/S");
      assertSplit("株式会社風車", "風車", "株式会社");
      assertSplit("A.B.B.", "A.B.B.", null);
      assertSplit("D.S.A.", "D.S.A.", null);
    }

    @Test
    void needs_no_blank_where_the_script_has_none() {
      assertSplit("風車株式会社", "風車", "株式会社");
      assertSplit("风车技术股份有限公司", "风车技术", "股份有限公司");
      assertSplit("풍차(주)", "풍차", "주식회사");
      assertSplit("㈱風車", "風車", "株式会社");
      assertSplit("나주", "나주", null);
      assertSplit("MolenB.V.", "Molen", "B.V.");
    }

    @Test
    void is_looked_for_in_the_country_of_the_company() {
      assertThat(read("Hansen AS", "NO").legalForm())
          .isEqualTo(new LegalForm("AS", Set.of("NO", "EE", "LV")));
      assertThat(read("hansen as", "DK").legalForm()).isEqualTo(new LegalForm("A/S", Set.of("DK")));
      assertThat(read("mlýn as", "CZ").legalForm())
          .isEqualTo(new LegalForm("a.s.", Set.of("CZ", "SK")));
    }

    @Test
    void that_is_also_a_word_or_initials_is_taken_only_where_something_speaks_for_it() {
      assertSplit("Good as", "Good as", null);
      assertSplit("Hansen AS", "Hansen", "AS");
      assertSplit("HANSEN BROTHERS AS", "Hansen Brothers AS", null);
      assertSplit("Mlyn a.s.", "Mlyn", "a.s.");
      assertThat(read("HANSEN BROTHERS AS", "NO").name()).isEqualTo("Hansen Brothers");
      assertSplit("SAS Software", "SAS Software", null);
      assertThat(read("AB Foods", "GB").name()).isEqualTo("AB Foods");
    }

    @Test
    void is_split_off_with_the_seat_that_follows_it() {
      assertSplit("Molen N.V., Delft, NL", "Molen", "N.V.");
      assertSplit("Molen N.V. te Utrecht", "Molen", "N.V.");
      assertSplit("Molen NV (NL", "Molen", "N.V.");
    }

    @Test
    void is_split_off_the_middle_where_it_can_be_nothing_else() {
      assertSplit("Huber GmbH Robert", "Huber Robert", "GmbH");
      assertSplit("Lab Corp of America", "Lab Corp of America", null);
    }

    @Test
    void is_told_with_all_forms_of_the_name() {
      assertSplit("F. Huber (& Co.) (AG)", "F. Huber", "& Co. AG");
      assertSplit("NV Molen SA", "Molen", "S.A.");
    }

    @Test
    void is_no_name_alone() {
      for (String alone : new String[] {"Limited", "SA", "GmbH", "& Co", "株式会社"}) {
        assertSplit(alone, alone, null);
      }
    }

    @Test
    void is_known_of_more_than_a_hundred_countries() {
      assertThat(LegalForms.countries()).hasSizeGreaterThan(100);
      assertThat(LegalForms.countries().stream().filter(c -> !c.equals("EU")))
          .allSatisfy(code -> assertThat(new Country(code).code()).isEqualTo(code));
    }
  }

  @Nested
  class The_display_name {

    @Test
    void has_clean_blanks_and_quotes() {
      assertDisplay("  Acme \t Ltd. ,", "Acme Ltd.");
      assertDisplay("\"Acme, Inc.\"", "Acme, Inc.");
      assertDisplay("* „Acme“ Werke", "\"Acme\" Werke");
      assertDisplay("O’Neil\u00a0&\u200b Sons", "O'Neil & Sons");
    }

    @Test
    void keeps_its_case_where_it_does_not_shout() {
      assertDisplay("eBay inc", "eBay inc");
      assertDisplay("IBM", "IBM");
      assertDisplay("BASF SE", "BASF SE");
    }

    @Test
    void is_calmed_where_it_shouts() {
      assertDisplay("IBM DEUTSCHLAND GMBH", "IBM Deutschland GmbH");
      assertDisplay("BANK OF THE SOUTHERN SEAS PLC", "Bank of the Southern Seas PLC");
      assertDisplay("O'REILLY'S MILLS", "O'Reilly's Mills");
      assertDisplay("JANSEN-DE VRIES B V", "Jansen-de Vries B.V.");
    }

    private static void assertDisplay(String text, String display) {
      assertThat(CompanyName.read(text, null).display()).isEqualTo(display);
    }
  }

  @Nested
  class The_canonical_name {

    @Test
    void is_one_for_all_spellings() {
      assertCanonical(
          "huber and sons",
          "Huber & Sons Ltd.",
          "HUBER AND SONS LIMITED",
          "Hüber + Sons",
          "The Huber und Sons");
      assertCanonical("dsm ip", "D.S.M. IP B.V.", "D S M IP", "DSM IP N.V.");
      assertCanonical(
          "international mills manufacturing", "Intl. Mills Mfg. Co.", "Internationale Mills Mfg");
      assertCanonical("brothers grimm", "Gebr. Grimm", "Bros. Grimm", "Gebrüder Grimm");
      assertCanonical("romashka", "ООО Ромашка", "Romashka OOO");
    }

    @Test
    void has_a_key_that_knows_no_order_of_words() {
      assertThat(CompanyName.read("Robert Huber GmbH", null).key())
          .isEqualTo(CompanyName.read("HUBER GMBH ROBERT", null).key())
          .isEqualTo("huber robert");
      assertThat(CompanyName.read("Huber & Sons", null).key()).isEqualTo("huber sons");
    }

    @Test
    void is_never_empty_for_a_name_that_is_not() {
      assertCanonical("***", "***");
    }

    private static void assertCanonical(String canonical, String... texts) {
      assertThat(texts)
          .allSatisfy(
              text -> assertThat(CompanyName.read(text, null).canonical()).isEqualTo(canonical));
    }
  }

  @Test
  void any_text_is_read_and_its_display_name_reads_the_same() {
    Seeded.cases(
        3_000,
        random -> {
          String text =
              random.text("aBÉ .,'&()-/\"株ЩΣ1\t", 1, 12)
                  + random.oneOf("x", " GmbH", " S.A.", " B.V., Delft", "有限公司", " as", " & Co.");
          CompanyName name = CompanyName.read(text, null);
          assertThat(name.canonical()).isNotBlank();
          assertThat(name.key()).isNotBlank();
          assertThat(CompanyName.read(name.display(), null).key()).isEqualTo(name.key());
        });
  }

  private static CompanyName read(String text, String country) {
    return CompanyName.read(text, new Country(country));
  }

  private static void assertSplit(String text, String name, @Nullable String form) {
    CompanyName read = CompanyName.read(text, null);
    LegalForm legalForm = read.legalForm();
    assertThat(read.name()).isEqualTo(name);
    assertThat(legalForm == null ? null : legalForm.text()).isEqualTo(form);
  }
}
