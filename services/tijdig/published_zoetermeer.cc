// The figures as the municipality printed them (Zoetermeer O&S, tussenevaluatie VSZ 2018-2019, tables 2.1 to 2.11 and
// figure 2.4), with its arithmetic put right where the printed cells contradict their own sums: July is 926 and not
// 962, February of table 2.8 is 40.0 % and not 55.0 %; table 2.11 stands here as totals per cause. Read only by
// published.cc.
#include "services/tijdig/published.h"

namespace tijdig::commands {

// One row a line: table | row | column=value ...
const char* const published_zoetermeer = R"(
2.1|september|De Goede Woning=315|Vestia=20|Vidomes=0|Menzis=200|Zorg en Zekerheid=7|Dunea=0|Eneco=0|totaal=542
2.1|oktober|De Goede Woning=255|Vestia=39|Vidomes=19|Menzis=178|Zorg en Zekerheid=41|Dunea=0|Eneco=0|totaal=532
2.1|november|De Goede Woning=290|Vestia=64|Vidomes=41|Menzis=193|Zorg en Zekerheid=38|Dunea=283|Eneco=43|totaal=952
2.1|december|De Goede Woning=277|Vestia=100|Vidomes=0|Menzis=190|Zorg en Zekerheid=47|Dunea=231|Eneco=35|totaal=880
2.1|januari|De Goede Woning=200|Vestia=49|Vidomes=88|Menzis=238|Zorg en Zekerheid=28|Dunea=232|Eneco=39|totaal=874
2.1|februari|De Goede Woning=266|Vestia=90|Vidomes=0|Menzis=27|Zorg en Zekerheid=23|Dunea=0|Eneco=30|totaal=436
2.1|maart|De Goede Woning=257|Vestia=111|Vidomes=79|Menzis=354|Zorg en Zekerheid=25|Dunea=0|Eneco=0|totaal=826
2.1|april|De Goede Woning=243|Vestia=49|Vidomes=66|Menzis=31|Zorg en Zekerheid=25|Dunea=252|Eneco=29|totaal=695
2.1|mei|De Goede Woning=146|Vestia=53|Vidomes=0|Menzis=232|Zorg en Zekerheid=35|Dunea=199|Eneco=30|totaal=695
2.1|juni|De Goede Woning=147|Vestia=84|Vidomes=7|Menzis=210|Zorg en Zekerheid=32|Dunea=222|Eneco=23|totaal=725
2.1|juli|De Goede Woning=318|Vestia=42|Vidomes=29|Menzis=260|Zorg en Zekerheid=23|Dunea=222|Eneco=32|totaal=926
2.1|augustus|De Goede Woning=0|Vestia=0|Vidomes=51|Menzis=10|Zorg en Zekerheid=32|Dunea=222|Eneco=26|totaal=341
2.1|totaal|De Goede Woning=2714|Vestia=701|Vidomes=380|Menzis=2123
2.1|totaal|Zorg en Zekerheid=356|Dunea=1863|Eneco=287|totaal=8424
2.2|september|same_month=11|three_months=0|totaal=11
2.2|oktober|same_month=2|three_months=8|totaal=10|%=80.0
2.2|november|same_month=30|three_months=27|totaal=57|%=47.4
2.2|december|same_month=32|three_months=31|totaal=63|%=49.2
2.2|januari|same_month=47|three_months=45|totaal=92|%=48.9
2.2|februari|same_month=4|three_months=36|totaal=40|%=90.0
2.2|maart|same_month=25|three_months=31|totaal=56|%=55.4
2.2|april|same_month=29|three_months=37|totaal=66|%=56.1
2.2|mei|same_month=16|three_months=49|totaal=65|%=75.4
2.2|juni|same_month=19|three_months=44|totaal=63|%=69.8
2.2|juli|same_month=16|three_months=24|totaal=40|%=60.0
2.2|augustus|same_month=3|three_months=6|totaal=9|%=66.7
2.2|totaal|same_month=234|three_months=338|totaal=572|%=59.1
2.3|september|1=0|2=9|3=0|totaal=9
2.3|oktober|1=0|2=9|3=0|totaal=9
2.3|november|1=0|2=19|3=0|totaal=19
2.3|december|1=0|2=20|3=0|totaal=20
2.3|januari|1=0|2=20|3=0|totaal=20
2.3|februari|1=0|2=36|3=4|totaal=40
2.3|maart|1=0|2=20|3=0|totaal=20
2.3|april|1=0|2=19|3=1|totaal=20
2.3|mei|1=0|2=20|3=0|totaal=20
2.3|juni|1=0|2=25|3=0|totaal=25
2.3|juli|1=1|2=24|3=0|totaal=25
2.3|augustus|1=1|2=7|3=0|totaal=8
2.3|totaal|1=2|2=228|3=5|totaal=235
2.4|De Goede Woning|signalen=2714|signalen %=32.2|dossiers=106|dossiers %=22.4
2.4|Vestia|signalen=701|signalen %=8.3|dossiers=60|dossiers %=12.7
2.4|Vidomes|signalen=380|signalen %=4.5|dossiers=29|dossiers %=6.1
2.4|Menzis|signalen=2123|signalen %=25.2|dossiers=99|dossiers %=20.9
2.4|Zorg en Zekerheid|signalen=356|signalen %=4.2|dossiers=21|dossiers %=4.4
2.4|Dunea|signalen=1863|signalen %=22.1|dossiers=98|dossiers %=20.7
2.4|Eneco|signalen=287|signalen %=3.4|dossiers=58|dossiers %=12.3
2.4|onbekend|dossiers=2|dossiers %=0.4
2.4|totaal|signalen=8424|dossiers=473
2.5|wonen+zorg|dossiers=96|%=40.9
2.5|wonen+water|dossiers=66|%=28.1
2.5|wonen+energie|dossiers=25|%=10.6
2.5|water+energie|dossiers=21|%=8.9
2.5|zorg+energie|dossiers=9|%=3.8
2.5|zorg+water|dossiers=9|%=3.8
2.5|wonen|dossiers=2|%=0.9
2.5|wonen+zorg+energie|dossiers=1|%=0.4
2.5|wonen+water+energie|dossiers=1|%=0.4
2.5|wonen+zorg+zorg|dossiers=1|%=0.4
2.5|wonen+zorg+water|dossiers=1|%=0.4
2.5|zorg+zorg+energie|dossiers=1|%=0.4
2.5|totaal|dossiers=235
2.6|De Goede Woning|n=105|min=6|max=999|mean=576
2.6|Vestia|n=59|min=277|max=1566|mean=791
2.6|Vidomes|n=25|min=3|max=1017|mean=641
2.6|Menzis|n=90|min=103|max=741|mean=281
2.6|Zorg en Zekerheid|n=19|min=153|max=1656|mean=490
2.6|Dunea|n=94|min=45|max=17693|mean=2300
2.6|Eneco|n=57|min=90|max=2226|mean=482
2.6|totaal|n=451|min=3|max=17693|mean=892
2.7|wil het zelf oplossen|n=55|%=23.4
2.7|wil niet geholpen worden|n=17|%=7.2
2.7|informatie en advies|n=9|%=3.8
2.7|verwezen naar vrijwilliger|n=18|%=7.7
2.7|verwezen naar combinatie|n=2|%=0.9
2.7|verwezen naar professional|n=1|%=0.4
2.7|niet opgepakt, betalingsregeling|n=1|%=0.4
2.7|geen contact/onbekend|n=132|%=56.2
2.7|totaal|n=235
2.8|oktober|contact=5|geen contact=4|totaal=9|%=55.6
2.8|november|contact=5|geen contact=4|totaal=9|%=55.6
2.8|december|contact=10|geen contact=9|totaal=19|%=52.6
2.8|januari|contact=3|geen contact=17|totaal=20|%=15.0
2.8|februari|contact=8|geen contact=12|totaal=20|%=40.0
2.8|maart|contact=13|geen contact=7|totaal=20|%=65.0
2.8|april|contact=13|geen contact=7|totaal=20|%=65.0
2.8|mei|contact=11|geen contact=9|totaal=20|%=55.0
2.8|juni|contact=5|geen contact=15|totaal=20|%=25.0
2.8|juli|contact=12|geen contact=13|totaal=25|%=48.0
2.8|augustus|contact=16|geen contact=9|totaal=25|%=64.0
2.8|september|contact=7|geen contact=1|totaal=8|%=87.5
2.8|totaal|contact=103|geen contact=112|totaal=215|%=47.9
2.9|wil niet geholpen worden|n=17|min=274|max=10236|mean=1623
2.9|wil het zelf oplossen|n=55|min=306|max=16059|mean=1581
2.9|informatie en advies|n=9|min=380|max=6594|mean=1482
2.9|totaal|n=235|min=239|max=18335|mean=1739
2.10|wil niet geholpen worden|single=2|single_with_children=1|couple=1|couple_with_children=2|totaal=6
2.10|wil het zelf oplossen|single=1|single_with_children=2|couple=5|couple_with_children=2|totaal=10
2.10|informatie en advies|single=2|single_with_children=2|couple=0|couple_with_children=0|totaal=4
2.10|totaal|single=8|single_with_children=7|couple=6|couple_with_children=6|totaal=27
2.11|adjustment|n=32
2.11|survival|n=18
2.11|behaviour|n=17
2.11|compensation|n=2
2.11|language|n=1
2.11|dossiers met oorzaak|n=58
fig2.4|2-9|%=7
fig2.4|10-19|%=10
fig2.4|20-29|%=57
fig2.4|30-39|%=23
fig2.4|40 en meer|%=3
fig2.4|totaal|n=234
funnel|signalen|n=8424
funnel|matches|n=572
funnel|dossiers|n=235
funnel|signalen in dossiers|n=473
funnel|benaderd|n=215
funnel|contact|n=103|%=47.9
funnel|plan van aanpak|n=85|%=39.5
funnel|flyers|n=66
funnel|contact na flyer|n=6
)";

}  // namespace tijdig::commands
