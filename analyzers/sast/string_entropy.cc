// A text's entropy is what it costs to say it to somebody who knows English: a letter that often
// follows another one costs little, a digit costs as much as one of 62 equally likely characters.
#include "sast/string_entropy.h"

#include <cmath>

#include "base/ascii.h"

namespace scan::sast {

namespace {

constexpr double kMinBits = 64;          // in all
constexpr double kMinBitsPerByte = 4.8;  // 0.6 of a byte
constexpr double kUnknownBits = 5.954;   // log2(62)
constexpr double kRepeatedBits = 1;      // of one character, however often

// In quarters of a bit, counted from '!': what a letter costs, and what it costs after another one
// (a row for the first, a column for the second). Counted in words of English documentation, where
// a word counts with the square root of how often it stands there.
constexpr std::string_view kLetters = "0723.7680A:25114D0005:;=:@";
constexpr std::string_view kPairs[] = {
    ">402<<5C3F8.3-B5J-0,79?\?:C", ".646.87B.7?-:>07F22:-DD<5A",  ".;4;.;B.5E119?+:G46.6<E=<E",
    "/583(8==+>@6:<0<F33;3<>G;J",  "3:1/469A9F@24->6>+.1@6;49E",  "0965//@G*PI1;<-;I0352CBE8n",
    "2;69);830EF37026E0172?>F@A",  ")B@;)AFC-G>989-=C2934F<P;I",  "5315474JDF<13)07I50/B7<:I8",
    "*<9;*A>>0>:988+;;=6:-K7dAM",  "/;48(<7<.H@6<60:F6-75@6H;G",  ".==4*<?E*J>.>A.;JA345>BH2E",
    "*4:9*BDD.J?93@/,G>4;5AED<P",  "1A1/.5,?1D9;=82<D?.,6:CF=C",  "9723=78A;C:20*52U,24255@BD",
    "-B8:,;:62L50?</2I,504A>E4@",  "=@=C8A?D4``6<:F?\?49<#=D?``", "->66)<7E-P7956/<J5117<BL5I",
    "3@3=+>=3.H99:=23B=0)2@>H6E",  "/A6;*<B0+LA79>0:H.146A?@6A",  "5347266D2G@01,=1M...FFG;FB",
    "+A9>&>=F+KD;9<39P86:B@I>DG",  "+?89+>B1+I;6930<G1/=?B>EEI",  "1>/8-5<:/g?55?8,E84+::>1<E",
    "17581<7@3M?42/5+F5,06A;F@<",  "0<A9'@99.>C7;.3FOF4.:CCH:8"};

double bits_of(char code) { return (code - '!') / 4.0; }

double bits_of_character(char c) {
  return base::is_upper(c) ? bits_of(kLetters[static_cast<std::size_t>(c - 'A')]) : kUnknownBits;
}

double bits_of_pair(char a, char b) {
  return bits_of(kPairs[static_cast<std::size_t>(a - 'A')][static_cast<std::size_t>(b - 'A')]);
}

// Of up to three characters, for each.
double bits_of_part(std::string_view part) {
  double bits = 0;
  bool letters = part.size() == 3;
  for (const char c : part) {
    bits += bits_of_character(c);
    letters &= base::is_upper(c);
  }
  if (letters) {
    bits = bits_of_character(part[0]) + bits_of_pair(part[0], part[1]) +
           bits_of_pair(part[1], part[2]);
  }
  return bits / static_cast<double>(part.size());
}

}  // namespace

double string_entropy(std::string_view text) {
  if (text.empty()) return 0;
  if (text.find_first_not_of(text.front()) == std::string_view::npos) return kRepeatedBits;
  std::string upper(text);
  for (char& c : upper) c = base::to_upper(c);
  double bits = 0;
  for (std::size_t i = 0; i < upper.size(); ++i) {
    bits += bits_of_part(std::string_view(upper).substr(i, 3));
  }
  return bits;
}

bool looks_random(std::string_view text) {
  const double bits = string_entropy(text);
  return bits > kMinBits && bits > kMinBitsPerByte * static_cast<double>(text.size());
}

}  // namespace scan::sast
