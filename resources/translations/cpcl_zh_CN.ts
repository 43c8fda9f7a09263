<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Of the window, from the next start. The log, the case and reports stay English.</source>
        <translation>窗口的语言，下次启动时生效。日志、案件和报告仍为英文。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>The decisions could not be read</source>
        <translation>无法读取判定</translation>
    </message>
    <message>
        <source>The decision was not stored</source>
        <translation>判定未保存</translation>
    </message>
    <message>
        <source>The decision was not taken back</source>
        <translation>判定未撤回</translation>
    </message>
    <message>
        <source>begins later</source>
        <translation>此后才开始</translation>
    </message>
    <message>
        <source>ended before</source>
        <translation>此前已结束</translation>
    </message>
    <message>
        <source>could not be read at this time</source>
        <translation>此时刻无法读取</translation>
    </message>
    <message>
        <source>no clock is known, so it cannot be put in step</source>
        <translation>录像机时钟未知，无法同步显示</translation>
    </message>
    <message>
        <source>only one of the clocks has a time zone, so it cannot be put in step</source>
        <translation>两个时钟中只有一个有时区，无法同步显示</translation>
    </message>
    <message>
        <source>Other cameras</source>
        <translation>其他摄像机</translation>
    </message>
    <message numerus="yes">
        <source>These show the same corrected time, as far as their clocks are right. At most %n.</source>
        <translation>
            <numerusform>在时钟准确的前提下，以下影像源显示同一校正时间。最多 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Sources to be shown beside this one</source>
        <translation>要并列显示的影像源</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen: that is more than there is room for.</source>
        <translation>
            <numerusform>已选 %n 个，超出了可显示的数量。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen.</source>
        <translation>
            <numerusform>已选 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>shows this moment</source>
        <translation>有此时刻的画面</translation>
    </message>
    <message>
        <source>{state}, ± {doubt} s</source>
        <translation>{state}，± {doubt} 秒</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Why, or what else is to be seen. It goes into the log and into reports.</source>
        <translation>理由，或还能看到什么。备注会写入日志和报告。</translation>
    </message>
    <message>
        <source>Ctrl+Enter stores it.</source>
        <translation>按 Ctrl+Enter 保存。</translation>
    </message>
    <message>
        <source>The note is not stored yet.</source>
        <translation>备注尚未保存。</translation>
    </message>
    <message>
        <source>Save it, throw it away, or go on writing?</source>
        <translation>保存、放弃，还是继续编写？</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续编写</translation>
    </message>
    <message>
        <source>{path} is not there any more.</source>
        <translation>{path} 已不在原处。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the hit at {time}</source>
        <translation>打开 {time} 的结果</translation>
    </message>
    <message>
        <source>Back to the hits</source>
        <translation>返回结果</translation>
    </message>
    <message>
        <source>Passage {times}</source>
        <translation>片段 {times}</translation>
    </message>
    <message>
        <source>Main picture: {camera}</source>
        <translation>主画面：{camera}</translation>
    </message>
    <message numerus="yes">
        <source>%n other camera(s) in step by corrected time.</source>
        <translation>
            <numerusform>另有 %n 个摄像机按校正时间同步显示。</numerusform>
        </translation>
    </message>
    <message>
        <source>The recorder&apos;s clock of this footage is not known, so no camera can be put in step with it. State it under Footage, Recorder&apos;s clock.</source>
        <translation>此影像的录像机时钟未知，因此无法与其他摄像机同步。请在“影像”菜单的“录像机时钟”中填写。</translation>
    </message>
    <message>
        <source>No other camera is known to show this moment. Choose from the list to see others all the same.</source>
        <translation>未发现其他摄像机有此时刻的画面。仍要查看时，请从列表中选择。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a clock to go by: {names}</source>
        <translation>
            <numerusform>%n 个影像源没有可依据的时钟：{names}</numerusform>
        </translation>
    </message>
    <message>
        <source>Passage {number}, {begin} – {end}. {decision}</source>
        <translation>片段 {number}，{begin} – {end}。{decision}</translation>
    </message>
    <message>
        <source>Nobody else is in view.</source>
        <translation>画面中没有其他人。</translation>
    </message>
    <message numerus="yes">
        <source>%n other(s) in view: passages {numbers}.</source>
        <translation>
            <numerusform>画面中另有 %n 人：片段 {numbers}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Decoding…</source>
        <translation>正在解码…</translation>
    </message>
    <message>
        <source>Frame at {time}.</source>
        <translation>{time} 的帧。</translation>
    </message>
    <message>
        <source>Clip from {begin} to {end}</source>
        <translation>剪辑自 {begin} 至 {end}</translation>
    </message>
    <message>
        <source>The same person at {time}</source>
        <translation>同一人，{time}</translation>
    </message>
    <message>
        <source>Other moments of the same passage</source>
        <translation>同一片段的其他时刻</translation>
    </message>
    <message>
        <source>Go to a person in view first: P, or Shift+P.</source>
        <translation>请先用 P 或 Shift+P 选中画面中的一人。</translation>
    </message>
    <message>
        <source>Copied: {reference}</source>
        <translation>已复制：{reference}</translation>
    </message>
    <message>
        <source>Frame at {time}. {about}</source>
        <translation>{time} 的帧。{about}</translation>
    </message>
    <message>
        <source>{why} The picture kept in the case is shown.</source>
        <translation>{why}现显示案件中保存的截图。</translation>
    </message>
    <message>
        <source>Playing at {speed} ×</source>
        <translation>以 {speed} 倍速播放</translation>
    </message>
    <message>
        <source>Place in the footage</source>
        <translation>在影像中的位置</translation>
    </message>
    <message>
        <source>At {time} of {length}</source>
        <translation>位于 {time}，全长 {length}</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s) without pictures</source>
        <translation>
            <numerusform>%n 段没有画面</numerusform>
        </translation>
    </message>
    <message>
        <source>clip begins at {time}</source>
        <translation>剪辑始于 {time}</translation>
    </message>
    <message>
        <source>clip ends at {time}</source>
        <translation>剪辑止于 {time}</translation>
    </message>
    <message>
        <source>The person was detected in this frame.</source>
        <translation>此帧中检测到了该人。</translation>
    </message>
    <message>
        <source>Dashed: estimated along the person&apos;s path.</source>
        <translation>虚线：按该人的路径估计。</translation>
    </message>
    <message>
        <source>No box here: the passage is not seen in this frame.</source>
        <translation>无方框：此帧中看不到该片段。</translation>
    </message>
    <message>
        <source>First frame of the footage.</source>
        <translation>影像的第一帧。</translation>
    </message>
    <message>
        <source>Last frame of the footage.</source>
        <translation>影像的最后一帧。</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Passage {times}    {path}</source>
        <translation>片段 {times}    {path}</translation>
    </message>
    <message>
        <source>{time} ± {doubt} s</source>
        <translation>{time} ± {doubt} 秒</translation>
    </message>
    <message>
        <source>No footage at this time: it begins later.</source>
        <translation>此时刻没有影像：录像此后才开始。</translation>
    </message>
    <message>
        <source>No footage at this time: it ended before.</source>
        <translation>此时刻没有影像：录像此前已结束。</translation>
    </message>
    <message>
        <source>No picture at this time: this part of the footage could not be read.</source>
        <translation>此时刻没有画面：影像的这一部分无法读取。</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Boxes of &amp;everyone in view</source>
        <translation>画面中所有人的方框(&amp;E)</translation>
    </message>
    <message>
        <source>Draw a numbered box around everyone else in view; a click opens their passage</source>
        <translation>为画面中的其他人画上带编号的方框；单击可打开其片段</translation>
    </message>
    <message>
        <source>&amp;Ways of the last seconds</source>
        <translation>最近几秒的路径(&amp;W)</translation>
    </message>
    <message>
        <source>Draw where the people in view went in the last five seconds</source>
        <translation>画出画面中的人最近五秒走过的路径</translation>
    </message>
    <message>
        <source>Next person in view</source>
        <translation>画面中的下一人</translation>
    </message>
    <message>
        <source>Go to the next person in view, from left to right</source>
        <translation>从左到右转到画面中的下一人</translation>
    </message>
    <message>
        <source>Previous person in view</source>
        <translation>画面中的上一人</translation>
    </message>
    <message>
        <source>Go to the person in view before, from right to left</source>
        <translation>从右到左转到画面中的上一人</translation>
    </message>
    <message>
        <source>Open the passage of that person</source>
        <translation>打开该人的片段</translation>
    </message>
    <message>
        <source>Open the passage of the person in view that the keyboard is at</source>
        <translation>打开键盘在画面中选中之人的片段</translation>
    </message>
    <message>
        <source>Othe&amp;r cameras at this time</source>
        <translation>此时刻的其他摄像机(&amp;R)</translation>
    </message>
    <message>
        <source>Show what other cameras saw at the same corrected time, all in step</source>
        <translation>同步显示其他摄像机在同一校正时间的画面</translation>
    </message>
    <message>
        <source>Choose the other cameras…</source>
        <translation>选择其他摄像机…</translation>
    </message>
    <message>
        <source>Choose which cameras stand beside this one, eight at most</source>
        <translation>选择并列显示的摄像机，最多八个</translation>
    </message>
    <message>
        <source>Next camera</source>
        <translation>下一个摄像机</translation>
    </message>
    <message>
        <source>Make the next of the pictures the main one</source>
        <translation>将下一个画面设为主画面</translation>
    </message>
    <message>
        <source>Previous camera</source>
        <translation>上一个摄像机</translation>
    </message>
    <message>
        <source>Make the picture before the main one</source>
        <translation>将上一个画面设为主画面</translation>
    </message>
    <message>
        <source>The passages could not be grouped</source>
        <translation>无法对片段分组</translation>
    </message>
    <message>
        <source>Every hit shown here is decided or reviewed.</source>
        <translation>此处显示的结果均已判定或已查看。</translation>
    </message>
    <message>
        <source>Review: {progress}</source>
        <translation>逐个查看：{progress}</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>No match</source>
        <translation>不匹配</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; none of them stands among these hits.</source>
        <translation>
            <numerusform>此后新读取了 %n 个片段，均不在这些结果之列。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since and would stand among these hits.</source>
        <translation>
            <numerusform>此后新读取了 %n 个片段，均可列入这些结果。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new passage(s) were read since; {some} of them would stand among these hits.</source>
        <translation>
            <numerusform>此后新读取了 %n 个片段，其中 {some} 个可列入这些结果。</numerusform>
        </translation>
    </message>
    <message>
        <source>ddd d MMMM yyyy</source>
        <comment>a date, in the letters of Qt&apos;s QLocale</comment>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
    <message>
        <source>No date or time of day: no recorder&apos;s clock is known here</source>
        <translation>无日期和时刻：此处没有已知的录像机时钟</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) without a known clock</source>
        <translation>
            <numerusform>%n 个影像源的时钟未知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>A filter by date or time of day leaves these out. State when they begin (`cpcl clock`) to include them:</source>
        <translation>按日期或时刻筛选时会略去以下影像源。填写其开始时间（`cpcl clock`）即可纳入：</translation>
    </message>
    <message numerus="yes">
        <source>Show more: %n below these</source>
        <translation>
            <numerusform>显示更多：后面还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{decided} of {of} decided</source>
        <translation>已判定 {decided} / {of}</translation>
    </message>
    <message numerus="yes">
        <source>{verdict}: %n hit(s) proposed to show one person.</source>
        <translation>
            <numerusform>{verdict}：%n 个结果，推测为同一人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more of the group are not among the hits and stay as they are.</source>
        <translation>
            <numerusform>同组另有 %n 个不在结果之列，保持不变。</numerusform>
        </translation>
    </message>
    <message>
        <source>A proposal, never an identification.</source>
        <translation>仅为推测，并非身份认定。</translation>
    </message>
</context>
</TS>
