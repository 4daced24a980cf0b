#include <gtest/gtest.h>

#include "document/dump.h"

namespace scan::document {
namespace {

struct Case {
  std::string_view text;
  std::string_view expected;
};

class Xml : public testing::TestWithParam<Case> {};
TEST_P(Xml, IsReadAs) {
  EXPECT_EQ(describe(Document::parse(Syntax::kXml, GetParam().text, "a.xml")), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, Xml,
    testing::ValuesIn<Case>({
        {"", "null''"},
        {" \n", "null''"},
        {"<a/>", "{a: ''}"},
        {"<a></a>\n", "{a: ''}"},
        {"<a> x y\n</a >", "{a: 'x y'}"},
        {"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <b> -->\n<a>1</a>\n<!-- -->", "{a: '1'}"},
        {"<a b = '1' c=\"x'y\"/>", "{a: {@b: '1', @c: 'x'y'}}"},
        {"<a b='1'> t </a>", "{a: {@b: '1', #text: 't'}}"},
        {"<a>\n <b>1</b>\n <c/>\n <b>2</b>\n</a>", "{a: {b: '1', c: '', b: '2'}}"},
        {"<a>x<b/>y</a>", "{a: {b: '', #text: 'xy'}}"},
        {"<a>x<b>z</b></a>", "{a: {b: 'z', #text: 'x'}}"},
        {"<a>1<!-- 2 -->3<?p 4?>5</a>", "{a: '135'}"},
        {"<a><![CDATA[<b> & ]] ]]> </a>", "{a: '<b> & ]]'}"},
        {"<a b='&lt;&#65;&#x42;&quot;'>&amp;&apos;&gt;</a>", "{a: {@b: '<AB\"', #text: '&'>'}}"},
        {"<a>&other; &; & &#xD800; &#x; &amp</a>", "{a: '&other; &; & &#xD800; &#x; &amp'}"},
        {"<!DOCTYPE a SYSTEM \"x>y\" [ <!-- ]> --> <!ENTITY b '<c>'> ] ><a>&b;</a>", "{a: '&b;'}"},
        {"<n:a xmlns:n='u'><n:b/></n:a>", "{n:a: {@xmlns:n: 'u', n:b: ''}}"},
        {"<a>\r\n<b>\xC3\xA9</b>\r\n</a>", "{a: {b: '\xC3\xA9'}}"},
    }));

INSTANTIATE_TEST_SUITE_P(Errors, Xml,
                         testing::ValuesIn<Case>({
                             {"<a>", "1:2 this element has no end"},
                             {"<a>\n<b", "2:2 this element has no end"},
                             {"<a><b></a>", "1:7 expected `</b>`"},
                             {"</a>", "1:1 this ends no element"},
                             {"<a/><b/>", "1:6 there is a second outermost element"},
                             {"<a/>x", "1:5 there is text outside of the outermost element"},
                             {"x", "1:1 there is text outside of the outermost element"},
                             {"<!-- x", "1:1 this has no end"},
                             {"<!-- x -->", "1:10 there is no element"},
                             {"<a b>", "1:4 expected `=` after the name"},
                             {"<a b=c>", "1:6 expected a value in quotes"},
                             {"<a b='c>", "1:6 this value has no end"},
                             {"<a =''>", "1:4 expected the name of an attribute, or `>`"},
                             {"<a/ >", "1:3 expected `/>`"},
                             {"< a>", "1:1 expected the name of an element after `<`"},
                             {"<a><![CDATA[x</a>", "1:4 this has no end"},
                             {"<!DOCTYPE a [ ", "1:1 this has no end"},
                             {"<a/><!DOCTYPE a>",
                              "1:5 a declaration can stand only before the outermost element"},
                             {"<a></a", "1:4 expected `>`"},
                         }));

TEST(XmlSpans, CoverElementsAndAttributesAsTheyAreWritten) {
  const auto document = Document::parse(Syntax::kXml, "<a>\n<b c='1'>x</b>\n<d/>\n</a>\n", "a.xml");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(dump_spans(*document),
            "<<a>\n<b c='1'>x</b>\n<d/>\n</a>\n> {a: <<a>\n<b c='1'>x</b>\n<d/>\n</a>> {b: <<b "
            "c='1'>x</b>> {c: <'1'>, x: <x</b>>}, d: <<d/>>}}");
}

}  // namespace
}  // namespace scan::document
