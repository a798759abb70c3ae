#include "services/signal_ingest/reason.h"

#include <gtest/gtest.h>

#include <set>

namespace tijdig::signal_ingest {
namespace {

TEST(Reason, HasAUniqueStableCodeAndAdviceForEveryOne) {
  std::set<std::string_view> codes;
  for (const ReasonInfo& info : all_reasons()) {
    EXPECT_TRUE(codes.insert(info.code).second) << info.code;
    EXPECT_FALSE(info.advice.empty());
    EXPECT_EQ(reason_of(info.code), info.reason);
  }
  for (const FileReasonInfo& info : all_file_reasons()) {
    EXPECT_TRUE(codes.insert(info.code).second || info.code == "partner_other") << info.code;
    EXPECT_FALSE(info.advice.empty());
  }
  EXPECT_EQ(reason_of("nonsense"), std::nullopt);
  ASSERT_EQ(reason_codes().size(), all_reasons().size());
  EXPECT_EQ(reason_codes().back(), all_reasons().back().code);
}

TEST(Reason, SaysInWordsWhatWasExpectedWithTheBoundOfThePolicy) {
  const RowProblem words = in_words({Reason::below_threshold, Column::amount, 50});
  EXPECT_EQ(words.field, "bedrag");
  EXPECT_EQ(words.reason, "below_threshold");
  EXPECT_NE(words.advice.find("EUR 50"), std::string::npos);
  EXPECT_EQ(in_words({Reason::partner_unknown, std::nullopt, 0}).field, "");
  EXPECT_NE(advice_of(FileProblem{FileReason::rows_too_many, 3, "", 10}).find("10"), std::string::npos);
}

TEST(Reason, TellsThePartnerTheExchangeStatusOfTheRefusal) {
  const std::vector<Problem> young{{Reason::postcode_malformed, Column::postcode, 0},
                                   {Reason::arrears_too_young, Column::arrears_origin_date, 30}};
  EXPECT_EQ(ddas_status_of(young), "Niet opgepakt: onterecht signaal");
  EXPECT_EQ(ddas_status_of(std::vector<Problem>{{Reason::bsn_invalid, Column::bsn, 0}}), "");
}

}  // namespace
}  // namespace tijdig::signal_ingest
