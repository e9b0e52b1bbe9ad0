package dev.kith.crm.domain.intake.taxid;

/** The arithmetic that check digits have in common; all texts are digits unless said otherwise. */
final class CheckDigits {

  static final String DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private CheckDigits() {}

  static int digit(String text, int at) {
    return text.charAt(at) - '0';
  }

  static int last(String text) {
    return digit(text, text.length() - 1);
  }

  static long number(String text, int from, int to) {
    return Long.parseLong(text, from, to, 10);
  }

  /** The sum of the first digits, each times its weight. */
  static int weighted(String text, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += digit(text, i) * weights[i];
    }
    return sum;
  }

  /** What is missing to a multiple of 11; 10 and 11 are told apart by the caller. */
  static int upTo11(int sum) {
    return 11 - sum % 11;
  }

  /** What is missing to a multiple of 10. */
  static int upTo10(int sum) {
    return (10 - sum % 10) % 10;
  }

  /** Luhn's formula, ISO/IEC 7812-1 annex B. */
  static boolean luhn(String text) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = digit(text, text.length() - 1 - i);
      sum += i % 2 == 0 ? digit : digitSum(2 * digit);
    }
    return sum % 10 == 0;
  }

  static int digitSum(int twoDigits) {
    return twoDigits / 10 + twoDigits % 10;
  }

  /** ISO/IEC 7064, MOD 11,10. */
  static boolean mod11And10(String text) {
    int product = 10;
    for (int i = 0; i < text.length() - 1; i++) {
      int sum = (digit(text, i) + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    return (product + last(text)) % 10 == 1;
  }

  /** ISO/IEC 7064, MOD 97-10, over digits and letters (A is 10). */
  static boolean mod97(String text) {
    int rest = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = DIGITS_AND_LETTERS.indexOf(text.charAt(i));
      rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
    }
    return rest == 1;
  }
}
