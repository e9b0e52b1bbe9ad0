package dev.kith.crm.domain.intake.taxid;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Country;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tax numbers of the countries that are known. */
final class TaxNumbers {

  /** Prefixes that are no code of ISO 3166-1: Greece's, and Northern Ireland's. */
  private static final Map<String, String> OTHER_PREFIXES = ImmutableMap.of("EL", "GR", "XI", "GB");

  private static final ImmutableListMultimap<Country, TaxNumberScheme> SCHEMES = schemes();

  private TaxNumbers() {}

  static List<TaxNumberScheme> of(Country country) {
    return SCHEMES.get(country);
  }

  static Set<Country> countries() {
    return SCHEMES.keySet();
  }

  /** The country whose numbers may begin with these two letters. */
  static @Nullable Country countryOf(String prefix) {
    String code = OTHER_PREFIXES.getOrDefault(prefix, prefix);
    return SCHEMES.keySet().stream().filter(c -> c.code().equals(code)).findFirst().orElse(null);
  }

  private static ImmutableListMultimap<Country, TaxNumberScheme> schemes() {
    Schemes s = new Schemes();
    s.add("AT", "UID", "AT", "(U\\d{8})", n -> EuropeanUnion.at(n.substring(1)), "ATU12345675");
    s.add("BE", "BTW/TVA", "BE", "([01]\\d{9})", EuropeanUnion::be, "BE0123456749");
    s.add("BG", "ДДС", "BG", "(\\d{9,10})", EuropeanUnion::bg, "BG123456786");
    s.add("CY", "ΦΠΑ", "CY", "((?!12)[0-69]\\d{7}[A-Z])", EuropeanUnion::cy, "CY00532445O");
    s.add("CZ", "DIČ", "CZ", "([0-8]\\d{7}|\\d{9,10})", EuropeanUnion::cz, "CZ12345679");
    s.add("DE", "USt-IdNr.", "DE", "([1-9]\\d{8})", CheckDigits::mod11And10, "DE123456788");
    s.add("DK", "CVR", "DK", "([1-9]\\d{7})", EuropeanUnion::dk, "DK12345674");
    s.add("EE", "KMKR", "EE", "(\\d{9})", EuropeanUnion::ee, "EE123456780");
    s.add(
        "ES",
        "NIF",
        "ES",
        "(\\d{8}[A-Z]|[XYZKLM]\\d{7}[A-Z]|[A-HJNP-SUVW]\\d{7}[0-9A-J])",
        EuropeanUnion::es,
        "ESB12345674");
    s.add("FI", "ALV", "FI", "(\\d{8})", EuropeanUnion::fi, "FI12345671");
    s.add("FR", "TVA", "FR", "([0-9A-HJ-NP-Z]{2}\\d{9})", EuropeanUnion::fr, "FR11123456782");
    s.add("GR", "ΑΦΜ", "EL", "(\\d{9})", EuropeanUnion::gr, "EL123456783", "GR");
    s.add("HR", "OIB", "HR", "(\\d{11})", CheckDigits::mod11And10, "HR12345678903");
    s.add("HU", "ÁFA", "HU", "([1-9]\\d{7})", EuropeanUnion::hu, "HU12345676");
    s.add(
        "IE",
        "VAT",
        "IE",
        "(\\d{7}[A-W][A-IW]?|\\d[A-Z+*]\\d{5}[A-W])",
        EuropeanUnion::ie,
        "IE1234567T");
    s.add("IT", "Partita IVA", "IT", "(\\d{11})", EuropeanUnion::it, "IT12345670017");
    s.add("LT", "PVM", "LT", "(\\d{9}|\\d{12})", EuropeanUnion::lt, "LT123456715");
    s.add("LU", "TVA", "LU", "(\\d{8})", EuropeanUnion::lu, "LU12345613");
    s.add("LV", "PVN", "LV", "(\\d{11})", EuropeanUnion::lv, "LV40001234561");
    s.add("MT", "VAT", "MT", "([1-9]\\d{7})", EuropeanUnion::mt, "MT12345634");
    s.add("NL", "Btw-id", "NL", "(\\d{9}B(?!00)\\d{2})", EuropeanUnion::nl, "NL123456782B12");
    s.add("PL", "NIP", "PL", "(\\d{10})", EuropeanUnion::pl, "PL1234567883");
    s.add("PT", "NIF", "PT", "([1-9]\\d{8})", EuropeanUnion::pt, "PT123456789");
    s.add("RO", "CIF", "RO", "([1-9]\\d{1,9}|[1-9]\\d{12})", EuropeanUnion::ro, "RO123456789");
    s.add("SE", "Moms", "SE", "(\\d{10}(?!00)\\d{2})", EuropeanUnion::se, "SE123456789701");
    s.add("SI", "DDV", "SI", "([1-9]\\d{7})", EuropeanUnion::si, "SI12345679");
    s.add("SK", "IČ DPH", "SK", "([1-9]\\d[2-47-9]\\d{7})", EuropeanUnion::sk, "SK2020202030");

    s.add("GB", "VAT", "GB", "(\\d{9})(?:\\d{3})?", RestOfTheWorld::gb, "GB123456727", "XI");
    s.add("GB", "VAT", "GB", "(GD[0-4]\\d{2}|HA[5-9]\\d{2})", null, "GBGD001", "XI");
    s.add(
        "CH",
        "UID",
        "CHE",
        "(\\d{9})(?:MWST|TVA|IVA|TPV)?",
        RestOfTheWorld::ch,
        "CHE-123.456.788",
        "CH");
    s.add("LI", "MWST", "LI", "(\\d{5})", null, "LI12345");
    s.add("NO", "MVA", "NO", "(\\d{9})(?:MVA)?", RestOfTheWorld::no, "123456785 MVA");
    s.add("IS", "VSK", "IS", "(\\d{5,6})", null, "IS123456");
    s.add("RS", "PIB", "RS", "(\\d{9})", CheckDigits::mod11And10, "RS123456788");
    s.add("TR", "VKN", "", "(\\d{10})", RestOfTheWorld::tr, "1234567890", "TR");
    s.add("RU", "ИНН", "", "(\\d{10}|\\d{12})", RestOfTheWorld::ru, "1234567894", "RU");
    s.add("US", "EIN", "", "(\\d{9})", null, "12-3456789", "US");
    s.add("CA", "BN", "", "(\\d{9})(?:RT\\d{4})?", CheckDigits::luhn, "123456782", "CA");
    s.add(
        "MX",
        "RFC",
        "",
        "([A-ZÑ&]{3,4}\\d{6}[0-9A-Z]{2}[0-9A])",
        RestOfTheWorld::mx,
        "ABC010101AB1",
        "MX");
    s.add("BR", "CNPJ", "", "([0-9A-Z]{12}\\d{2})", RestOfTheWorld::br, "12.345.678/0001-95", "BR");
    s.add("AR", "CUIT", "", "(\\d{11})", RestOfTheWorld::ar, "30-12345678-1", "AR");
    s.add("CL", "RUT", "", "(\\d{7,8}[0-9K])", RestOfTheWorld::cl, "12.345.678-5", "CL");
    s.add("CO", "NIT", "", "(\\d{9,10})", RestOfTheWorld::co, "123.456.789-6", "CO");
    s.add("PE", "RUC", "", "((?:10|15|17|20)\\d{9})", RestOfTheWorld::pe, "20123456786", "PE");
    s.add("AU", "ABN", "", "([1-9]\\d{10})", RestOfTheWorld::au, "51 824 753 556", "AU");
    s.add("NZ", "IRD", "", "(\\d{8,9})", RestOfTheWorld::nz, "49-091-850", "NZ");
    s.add(
        "IN",
        "GSTIN",
        "",
        "([0-3]\\d[A-Z]{5}\\d{4}[A-Z][1-9A-Z]Z[0-9A-Z])",
        RestOfTheWorld::in,
        "27ABCDE1234F1Z0",
        "IN");
    s.add(
        "CN",
        "USCC",
        "",
        "([1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY]{17})",
        RestOfTheWorld::cn,
        "91110000123456789Q",
        "CN");
    s.add("JP", "法人番号", "", "([1-9]\\d{12})", RestOfTheWorld::jp, "1234567890122", "T", "JP");
    s.add("KR", "사업자등록번호", "", "(\\d{10})", RestOfTheWorld::kr, "123-45-67891", "KR");
    s.add("IL", "ח.פ.", "", "(\\d{9})", CheckDigits::luhn, "512345679", "IL");
    s.add("TH", "TIN", "", "(\\d{13})", RestOfTheWorld::th, "0105512345671", "TH");
    s.add("ZA", "VAT", "", "(4\\d{9})", null, "4123456789", "ZA");
    s.add("SA", "VAT", "", "(3\\d{13}3)", null, "300000000000003", "SA");
    s.add("AE", "TRN", "", "(1\\d{14})", null, "100000000000003", "AE");
    return s.all.build();
  }

  private static final class Schemes {
    private final ImmutableListMultimap.Builder<Country, TaxNumberScheme> all =
        ImmutableListMultimap.builder();

    private void add(
        String country,
        String kind,
        String prefix,
        String shape,
        @Nullable Predicate<String> check,
        String example,
        String... otherPrefixes) {
      List<String> prefixes =
          ImmutableList.<String>builder().add(prefix).add(otherPrefixes).build();
      all.put(
          new Country(country),
          new TaxNumberScheme(kind, prefix, prefixes, Pattern.compile(shape), check, example));
    }
  }
}
