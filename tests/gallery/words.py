"""Copy of a county that does not exist: heads, sentences and captions by topic, with places to fill by chance."""

# ruff: noqa: E501 - a field of a topic a line

from __future__ import annotations

import random
from dataclasses import dataclass

SLOTS = {
    "town": [
        "白沙镇",
        "石门乡",
        "南岭镇",
        "望川乡",
        "柳河街道",
        "东阁街道",
        "苇塘镇",
        "杏花岭镇",
        "古城镇",
        "沙河店镇",
    ],
    "village": [
        "云台村",
        "大泉村",
        "刘楼村",
        "上河湾村",
        "槐树底村",
        "赵寨村",
        "石桥村",
        "梨园村",
        "柿子沟村",
        "北营村",
    ],
    "who": [
        "王秀兰",
        "李建民",
        "张海燕",
        "赵志强",
        "陈玉梅",
        "刘长河",
        "孙晓东",
        "周桂芳",
        "吴国庆",
        "郑小满",
        "马春生",
        "何立新",
    ],
    "month": [f"{month}月{day}日" for month in (4, 5, 6, 9, 10) for day in (3, 8, 12, 17, 21, 26)],
    "few": ["3", "4", "5", "6", "7", "8", "9", "12"],
    "many": ["120", "160", "230", "310", "480", "560", "720", "1300", "2600", "4800"],
    "share": ["12.4%", "18%", "23.5%", "31%", "46%", "62.7%", "78%", "91.3%"],
    "money": ["35万元", "86万元", "120万元", "460万元", "1.2亿元", "2800万元"],
}


@dataclass(frozen=True)
class Topic:
    """Heads (short, common, long), kickers, decks, sentences, subheads and captions of one subject."""

    office: str
    short: tuple[str, ...]
    common: tuple[str, ...]
    long: tuple[str, ...]
    kickers: tuple[str, ...]
    decks: tuple[str, ...]
    subheads: tuple[str, ...]
    sentences: tuple[str, ...]
    captions: tuple[str, ...]


def topic(text: str) -> Topic:
    """Return a topic from its lines: a field a line, its variants parted by bars."""
    fields = dict(line.split(": ", 1) for line in text.strip().splitlines())
    parts = {key: tuple(value.split("|")) for key, value in fields.items() if key != "office"}
    return Topic(fields["office"], **parts)  # type: ignore[arg-type]


WATER = topic("""
office: 县水利局
short: 清溪河安澜|一渠活水来|水库今起蓄水|夜巡大堤
common: 清溪河{few}座堤坝加固完工|{town}千亩良田喝上引水渠|汛前备足沙石料 夜里有人守水位|水价改革试点满{few}年|老井换新管 清水进农家
long: 清溪河综合治理二期工程通过验收 沿河{few}个乡镇不再怕内涝|从水车到泵站：{village}三代人的用水账
kickers: 防汛一线见闻|县水利局|民生实事回头看
decks: ——{town}引水工程建设见闻|——全县防汛备汛工作扫描
subheads: 堤坝加固|守在水边的人|一本用水账|从井到渠
sentences: {month}，记者在{town}看到，加固后的堤坝坡面平整，护坡石一块挨着一块，坡脚新栽的柳树已经成活。|县水利局工程师{who}介绍，二期工程共清淤{many}立方米，改造泵站{few}座，总投资{money}。|过去一到雨季，{village}的低洼地就要积水，种下去的玉米十年有{few}年受涝。|“水退得快了，地里不再等着排水。”村民{who}指着田边的新渠说。|堤上的值班室昼夜有人，水位每两个小时报一次，雨大时改为半个小时一次。|今年汛前，全县备下沙石料{many}立方米、编织袋{many}条，{few}支抢险队伍随时待命。|渠道通水以后，灌溉一亩地的电费比原来少了{share}，轮到谁家放水也不必再排到半夜。|水表装到了地头，用多少交多少，省下来的水可以转让给邻村。|下一步，工程将向上游延伸，把{few}条支流一并治好。|对照台账，{few}处险工险段已经销号，剩下的在主汛期之前完工。
captions: 加固后的清溪河堤坝。|{town}的引水渠里来了水，村民在渠边查看水位。|值班员{who}在堤上记录水位。|泵站工人检修机组。
""")

FARM = topic("""
office: 县农业农村局
short: 麦田里的算盘|红薯进城|一把好土|秋粮入仓
common: {town}小麦亩产再创新高|{village}的红薯卖进{few}个省|合作社领着种 订单来了不愁卖|老果园换新枝|秋收机手两头忙
long: 全县{many}万亩小麦陆续开镰 农机合作社昼夜抢收保颗粒归仓|一亩地怎样多收三百斤：{town}良种示范田的账本
kickers: 三夏一线|产业振兴看乡村|走进田间地头
decks: ——{town}合作社的订单农业|——全县夏粮收购走笔
subheads: 良种进田|订单上门|机手的一天|账本上的增收
sentences: {month}一早，{village}的麦田里，{few}台收割机排成一线向前推进，金黄的麦粒直接装进了运粮车。|种粮大户{who}今年种了{many}亩，用的是县里推广的抗倒伏品种，亩产比去年多出一成。|合作社统一供种、统一植保、统一收购，社员只管把地种好，账由会计一笔一笔记清。|县农业农村局派出{few}个技术小组，蹲在田里看墒情、查虫口，把话说到地头上。|红薯窖里恒温恒湿，存到开春每斤能多卖几毛钱，一季下来增收{money}。|“以前愁卖，现在愁货不够。”合作社理事长{who}说，外省的订单已经排到下个月。|粮站延长了收购时间，送粮的车到晚上{few}点还排着队，检验、过磅、付款，一条龙办完。|老果园更新了{many}亩，新枝嫁接的品种三年挂果，采摘期比老品种早半个月。|秸秆打捆以后送进了养殖场，地里干净了，牛也有了过冬的草料。|农机站的师傅带着配件跟着收割机走，坏在哪里修到哪里，不让机子在地里过夜。
captions: 收割机在{village}的麦田里作业。|{town}的果农在采摘。|合作社社员把红薯装箱。|种粮大户{who}查看麦穗。
""")

SCHOOL = topic("""
office: 县教体局
short: 山里的琴声|一堂阅读课|校门口的灯|孩子们的食堂
common: 市实验中学的早读课|{town}中心小学添了新操场|课后服务排进课表 作业不带回家|{few}所村小用上同步课堂|乡村教师有了周转房
long: 让每个孩子家门口上好学 我县新建改建学校{few}所新增学位{many}个|支教老师{who}：把讲台搬到离云最近的地方
kickers: 教育周刊|县教体局|校园新事
decks: ——{town}中心小学的课后服务|——记乡村教师{who}
subheads: 放学之后|新操场|同步课堂|一间周转房
sentences: 下午四点半，{town}中心小学的教室还亮着灯，合唱、剪纸、篮球，孩子们去了各自的班。|校长{who}说，课后服务开了{few}门课，参加的学生占到全校的{share}。|新操场是今年暑假铺好的，跑道{many}米，雨后不积水，早操不用再改在教室里做。|同步课堂的另一头是县城的实验小学，两边的孩子隔着屏幕抢答同一道题。|家长{who}在镇上做小生意，过去放学最犯难，现在五点半收摊再来接，时间正好。|县教体局给每位走教的老师配了车票补贴，一周{few}趟，风雨不误。|图书角的书换得勤，每月一次的漂流日，孩子们抱着书从一个班走到另一个班。|食堂的菜单贴在校门口，哪一天吃什么、花多少钱，家长看得明明白白。|周转房里有灶台、有热水，年轻老师不再一到周末就急着进城。|今年新招的{many}名教师全部分到乡镇学校，其中{share}是本县考出去的孩子。
captions: {town}中心小学的学生在新操场上做操。|同步课堂上，孩子们隔着屏幕抢答。|学生在图书角读书。|老师{who}在辅导学生剪纸。
""")

CULTURE = topic("""
office: 县文化馆
short: 古窑重燃|老戏台|一城书香|端午的艾草香
common: {village}老戏台修好了|非遗传习所开进{town}|文化馆夜校一座难求|一支社火队和它的{few}代人|县图书馆把书送到田头
long: 沉睡四十年的古窑再次点火 匠人{who}烧出失传的月白釉|从麦场到舞台：{town}社火队进省城演出记
kickers: 文化|非遗里的乡村|周末去哪儿
decks: ——{village}古窑修复始末|——县文化馆夜校侧记
subheads: 点火|老匠人|夜校的灯|戏台上下
sentences: 窑口的火苗从暗红变成亮白，{who}眯着眼看了一会儿，说，成了。|这座窑停了四十年，窑壁上的釉泪一层叠着一层，像一本翻不完的账。|县文化馆请来{few}位老匠人，把拉坯、上釉、看火的口诀一句一句记下来，编成教材。|夜校开了剪纸、古琴、泥塑{few}个班，报名的人当天就满，后来又加了两期。|老戏台的木料换了三成，彩画照着留下的底样补，新旧之间留着一道看得见的线。|社火队的头把交椅传了{few}代，鼓点没有谱，全在手上。|“孩子们肯学，我们就肯教。”{who}把鼓槌递给了徒弟。|流动图书车每周三到{town}，车门一开，老人孩子先围上来。|演出那天，台下坐了{many}人，后排的把板凳架在了三轮车上。|馆里的修复记录写了满满{few}本，哪一块砖换过、为什么换，都有照片。
captions: 匠人{who}在窑口看火候。|{village}的老戏台上，社火队正在排练。|夜校学员在学拉坯。|流动图书车开进{town}。
""")

ROADS = topic("""
office: 县交通运输局
short: 通车了|一桥飞架|公交进山|夜里的修路人
common: 清水河大桥主桥合龙|环城快速路北段通车|{few}条农村公交线路换上新能源车|{town}道路提档升级|老旧小区停车难有了解法
long: 清水河大桥比计划提前{few}个月合龙 {town}到县城只需二十分钟|一条路串起{few}个村：县道改造之后的变化
kickers: 重点项目建设|县交通运输局|出行
decks: ——县道改造工程建设侧记|——清水河大桥建设者群像
subheads: 合龙之夜|公交来了|路修到家门口|停车的账
sentences: {month}夜里，最后一方混凝土浇筑完毕，清水河大桥主桥合龙，比计划提前了{few}个月。|项目经理{who}说，大桥全长{many}米，主跨跨度在全县是头一回做。|通车以后，{town}的菜当天早上就能进城，运费少了{share}。|新换的公交车一共{few}条线，一个来回比原来快十分钟，车上有空调，刷卡一元。|养护工人趁着夜里车少上路，清缝、灌胶、压实，天亮之前把路让出来。|小区里划出{many}个车位，白天对外开放，收来的钱一半贴给物业，一半修缮公共设施。|{village}过去有路无车，老人赶集要走一个小时，如今站牌立在了村口。|沿线的{few}个路口装上了智能信号灯，早高峰排队的长度短了{share}。|修路占了几家的菜地，{who}带着图纸上门，一家一家把账算清楚。|下一步，县交通运输局还要改造{few}座危桥，年底以前全部通车。
captions: 夜色中合龙的清水河大桥。|新能源公交车开进{town}。|养护工人在环城快速路上作业。|{village}村口的公交站牌。
""")

PARTY = topic("""
office: 县委组织部
short: 支部的板凳会|第一书记来了|一枚党徽
common: 全县{few}个软弱涣散村完成整顿|{village}支部把会开到地头|干部夜学班开课|县委召开重点工作推进会|{town}干部下沉一线解难题
long: 县委召开第三季度经济运行分析会 研究部署稳增长保民生重点工作|固本强基 {town}以党建引领乡村治理的实践与思考
kickers: 县委组织部|县委常委会召开会议|基层党建巡礼
decks: ——{town}党建引领乡村治理纪实|——记{village}第一书记{who}
subheads: 板凳上的会|整顿台账|夜学班|一件一件办
sentences: 会议指出，今年以来全县主要指标稳中有进，规模以上工业增加值增长{share}，固定资产投资增长{share}。|会议强调，要盯住项目、企业、民生三件事，把责任落到人、把进度排到周。|{village}的支部会不在会议室开，板凳搬到晒场上，谁都可以坐下来说几句。|第一书记{who}到村的第{few}天，先走完了全村{many}户，把难事记在一个蓝皮本子里。|整顿以后，村里修了路灯、清了欠账、选了新班子，上级来考核，群众的满意度是{share}。|夜学班每周二开课，讲的是账怎样算、合同怎样看、矛盾怎样调，讲课的多是干过的人。|县里抽调{many}名干部下沉，一人包一条街，问题当天报、三天回话。|对办不了的事，也要把原因讲清楚，不许一推了之。|督查组不打招呼，直接到现场看，看完当面反馈，{few}个单位被点了名。|会上，{few}个乡镇作了发言，县领导逐一点评。
captions: {village}支部的板凳会。|第一书记{who}在农户家中。|{town}干部在一线走访。|重点工作推进会现场。
""")

HEALTH = topic("""
office: 县卫生健康委
short: 村医老周|夜里的急诊室|家门口看病
common: 县医院新楼投入使用|{few}家卫生院能做透析了|家庭医生签约率达到{share}|异地就医可以直接结算|急救站点增至{few}个
long: 县域医共体运行满{few}年 {share}的常见病在乡镇就能看|跑了三十年山路的村医{who}：病人在哪里我就往哪里走
kickers: 健康|县卫生健康委|医改这{few}年
decks: ——记{village}村医{who}|——县域医共体建设观察
subheads: 山路三十年|一张电子单|透析不出镇|急救十分钟
sentences: 村医{who}的药箱换过{few}个，背带磨断了就用麻绳接，走的还是那{few}条山路。|县医院的新楼比老楼多出{many}张床位，急诊、影像、检验放在同一层，病人不必来回跑。|过去透析要去市里，来回一天，现在卫生院一周开{few}天，做完回家吃午饭。|医共体把检查单互认了，一张片子在镇上拍，县里的医生隔着屏幕看。|家庭医生{who}的手机里存着{many}个号码，哪家老人血压高、哪家孩子刚满月，她都记得。|县里新设{few}个急救站点，从接电话到车出门，平均不到三分钟。|异地就医可以直接结算，在外打工的人看病不用再把单子寄回来。|药品集中采购以后，常用药便宜了{share}，慢病患者一次能开一个月的量。|卫生院请来县里的专家坐诊，每周{few}天，挂号费还是两元。|体检车开到村口，做完当场出结果，要复查的由村医跟着去。
captions: 村医{who}走在出诊的山路上。|县医院新楼门诊大厅。|{town}卫生院的透析室。|体检车开进{village}。
""")

WORK = topic("""
office: 县总工会
short: 车间里的灯|劳模的徒弟|回乡办厂
common: {few}家企业进入省级名单|劳模工作室带出{many}名徒弟|回乡创业者{who}的第一张订单|工业园区新签{few}个项目|招聘会开到村口 {many}人当场签约
long: 开发区二期{few}个项目集中开工 总投资{money}新增岗位{many}个|从打工妹到厂长：{who}把一条生产线搬回{village}
kickers: 产业|县总工会|园区一线
decks: ——工业园区项目建设走笔|——回乡创业者{who}的故事
subheads: 一条生产线|师傅和徒弟|第一张订单|开工之后
sentences: 园区二期的厂房{month}封顶，设备已经进场，年底能出第一批货。|企业负责人{who}说，从签约到开工只用了{few}个月，手续由专班代办。|劳模工作室的墙上挂着{few}项改进，最小的一项是一把扳手，省下的工时折合{money}。|{who}在外打工十二年，去年把一条生产线搬回村里，用的工人{share}是妇女。|招聘会不设在广场，搬到了村口的大槐树底下，看中了当场就谈。|徒弟们先学三个月的基本功，锉、锯、钻，过不了关不许上机床。|县里给新办的厂子一年的贴息，还派人帮着跑证照、跑电、跑水。|第一张订单只有{many}件，三天三夜赶出来，客户看了样，又追加了一倍。|开发区今年新签{few}个项目，总投资{money}，七成是本县人回来办的。|工人夜校就设在车间隔壁，下了班洗把脸就能上课。
captions: 工人在新生产线上作业。|劳模{who}在指导徒弟。|{village}村口的招聘会。|开发区二期建设工地。
""")

TOPICS = (WATER, FARM, SCHOOL, CULTURE, ROADS, PARTY, HEALTH, WORK)

BRIEFS = (
    "**{town}**　{month}举办农机安全培训班，{many}名机手参加，现场检修机具{few}台。",
    "**县图书馆**　周末讲座本月开{few}场，讲古城的街巷与老字号，凭借阅证入场。",
    "**{town}**　{village}文化广场建成使用，村民自编的{few}个节目首演。",
    "**县气象台**　未来三天以多云为主，{month}前后有小到中雨，请注意防范。",
    "**县人社局**　{month}举办专场招聘会，{few}家企业提供岗位{many}个。",
    "**柳河街道**　清理楼道堆物{many}处，消除飞线充电{few}起。",
    "**县消防救援大队**　走进{village}小学，教孩子们用湿毛巾、走安全出口。",
    "**县供电公司**　{month}检修线路，{town}部分村组停电{few}小时。",
    "**县总工会**　为环卫工人送去防暑用品{many}份。",
    "**{town}**　秋季义务植树{many}株，成活率{share}。",
)


def filled(dice: random.Random, text: str) -> str:
    """Return a text with its places filled by chance."""
    for name, values in SLOTS.items():
        while f"{{{name}}}" in text:
            text = text.replace(f"{{{name}}}", dice.choice(values), 1)
    return text


def paragraphs(dice: random.Random, subject: Topic, characters: int, subheads: bool) -> list[str]:
    """Return about so many characters of copy on a topic in paragraphs, with subheads in long copy where asked."""
    found: list[str] = []
    total = 0
    pool: list[str] = []
    heads = [*subject.subheads]
    while total < characters:
        if subheads and heads and found and total > characters * (len(subject.subheads) - len(heads) + 0.6) / 4.5:
            found.append(f"## {heads.pop(0)}")
        text = ""
        for _ in range(dice.choice((1, 2, 2, 3))):
            if not pool:
                pool = list(subject.sentences)
                dice.shuffle(pool)
            text += filled(dice, pool.pop())
            if total + len(text) >= characters:
                break
        found.append(text)
        total += len(text)
    return found
