const pairs =
  '⺁厂 ⺃乙 ⺄乙 ⺅亻 ⺇几 ⺈刀 ⺉刂 ⺋卩 ⺌小 ⺎兀 ⺏尣 ⺑尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歹 ⺠民 ⺡氵 ' +
  '⺢水 ⺣灬 ⺤爪 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺱罒 ⺲罒 ⺳网 ⺴网 ⺵网 ⺶羊 ⺷羊 ⺸羊 ⺹老 ⺺聿 ⺻聿 ' +
  '⺼肉 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃西 ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑长 ⻒长 ⻓长 ⻔门 ⻕阜 ' +
  '⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞食 ⻟飠 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ' +
  '⻰龙 ⻱龟 ⻲亀 ⼾户'

/** Radicals that PDF copies print for the plain characters, where NFKC leaves them or takes 戶 for 户. */
export const radicals: Readonly<Record<string, string>> = Object.fromEntries(
  pairs.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)
