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
        <source>Footage is being read</source>
        <translation>正在读取影像</translation>
    </message>
    <message>
        <source>The bin was not changed</source>
        <translation>回收站未更改</translation>
    </message>
    <message>
        <source>The footage was not checked</source>
        <translation>影像未校验</translation>
    </message>
    <message>
        <source>The bin could not be looked at</source>
        <translation>无法查看回收站</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>Empty the bin?</source>
        <translation>要清空回收站吗？</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>永久移除</translation>
    </message>
    <message>
        <source>The bin was not emptied</source>
        <translation>回收站未清空</translation>
    </message>
    <message>
        <source>Find the selected footage in a folder</source>
        <translation>在文件夹中查找所选影像</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) not where they were; their pictures are kept, but the footage cannot be shown.</source>
        <translation>
            <numerusform>%n 个影像源已不在原处；截图仍保留，但无法显示影像。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>另有 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Found again: {number}.</source>
        <translation>重新找到：{number} 个。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of this case not read to the end.</source>
        <translation>
            <numerusform>本案件有 %n 个文件未读完。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) wait to be read.</source>
        <translation>
            <numerusform>%n 个文件等待读取。</numerusform>
        </translation>
    </message>
    <message>
        <source>Purpose: {purpose}</source>
        <translation>目的：{purpose}</translation>
    </message>
    <message>
        <source>Authority: {authority}</source>
        <translation>授权：{authority}</translation>
    </message>
    <message numerus="yes">
        <source>And %n more: see the report.</source>
        <translation>
            <numerusform>另有 %n 项：见报告。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) in {folder}.</source>
        <translation>
            <numerusform>{folder} 中有 %n 项。</numerusform>
        </translation>
    </message>
    <message>
        <source>SHA-256 of its manifest, to be noted elsewhere:</source>
        <translation>清单的 SHA-256，请另行记录：</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n 个影像源</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n 个片段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张截图</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the bin</source>
        <translation>
            <numerusform>回收站中 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
    <message>
        <source>Detector: {name}</source>
        <translation>检测器：{name}</translation>
    </message>
    <message>
        <source>Runs on: {name}</source>
        <translation>运行于：{name}</translation>
    </message>
    <message>
        <source>Written: {path}, and what it is in {sidecar}</source>
        <translation>已写入：{path}，说明见 {sidecar}</translation>
    </message>
    <message>
        <source>&amp;Read the selected again</source>
        <translation>重新读取所选影像(&amp;R)</translation>
    </message>
    <message>
        <source>Read the selected footage again, which failed or was not read to the end</source>
        <translation>重新读取所选的读取失败或未读完的影像</translation>
    </message>
    <message>
        <source>C&amp;heck the selected</source>
        <translation>校验所选影像(&amp;H)</translation>
    </message>
    <message>
        <source>Read the selected footage again and compare it with the hash that the case keeps</source>
        <translation>重新读取所选影像，并与案件保存的哈希值比对</translation>
    </message>
    <message>
        <source>&amp;Take out of the case</source>
        <translation>从案件中取出(&amp;T)</translation>
    </message>
    <message>
        <source>Forget what waits; put what was read into the bin, where it is not searched. No file is touched</source>
        <translation>等待中的影像不再保留；已读取的移入回收站，不再搜索。不会改动任何文件</translation>
    </message>
    <message>
        <source>&amp;Put back from the bin</source>
        <translation>从回收站放回(&amp;P)</translation>
    </message>
    <message>
        <source>Let the selected footage be searched again, with all that was decided about it</source>
        <translation>让所选影像重新参与搜索，连同对它作出的所有判定</translation>
    </message>
    <message>
        <source>&amp;Empty the bin…</source>
        <translation>清空回收站(&amp;E)…</translation>
    </message>
    <message>
        <source>Remove what is in the bin from the case for good; what goes is said before</source>
        <translation>将回收站中的内容从案件中永久移除；事先会说明移除哪些内容</translation>
    </message>
    <message>
        <source>&amp;Watch a folder…</source>
        <translation>监视文件夹(&amp;W)…</translation>
    </message>
    <message>
        <source>Add the videos that newly arrive in a folder, until you stop that or close the case</source>
        <translation>添加文件夹中新出现的视频，直到您停止监视或关闭案件</translation>
    </message>
    <message>
        <source>Find the &amp;selected…</source>
        <translation>查找所选影像(&amp;S)…</translation>
    </message>
    <message>
        <source>Look in a folder for the selected footage, by its content</source>
        <translation>在文件夹中按内容查找所选影像</translation>
    </message>
    <message>
        <source>The footage was not taken out</source>
        <translation>影像未取出</translation>
    </message>
    <message>
        <source>The clock was not changed</source>
        <translation>时钟未更改</translation>
    </message>
    <message>
        <source>The folder was not looked through</source>
        <translation>文件夹未查找</translation>
    </message>
    <message>
        <source>The footage was not added</source>
        <translation>影像未添加</translation>
    </message>
    <message>
        <source>The case could not be read</source>
        <translation>无法读取案件</translation>
    </message>
    <message>
        <source>The report was not written</source>
        <translation>报告未写入</translation>
    </message>
    <message>
        <source>{name} was not written</source>
        <translation>{name} 未写入</translation>
    </message>
    <message>
        <source>The example image was not taken</source>
        <translation>示例图像未采用</translation>
    </message>
    <message>
        <source>The model was not added</source>
        <translation>模型未添加</translation>
    </message>
    <message>
        <source>The case was not opened</source>
        <translation>案件未打开</translation>
    </message>
    <message>
        <source>The footage could not be looked for</source>
        <translation>无法查找影像</translation>
    </message>
    <message>
        <source>Add a folder of videos or frames</source>
        <translation>添加视频或帧的文件夹</translation>
    </message>
    <message>
        <source>Add a folder of people already cut out</source>
        <translation>添加已裁切人物的文件夹</translation>
    </message>
    <message>
        <source>Find moved footage in a folder</source>
        <translation>在文件夹中重新定位影像</translation>
    </message>
    <message>
        <source>Save this frame</source>
        <translation>保存此帧</translation>
    </message>
    <message>
        <source>Export the clip</source>
        <translation>导出剪辑</translation>
    </message>
    <message>
        <source>Save the coverage</source>
        <translation>保存覆盖情况</translation>
    </message>
    <message>
        <source>Folder for the pairs</source>
        <translation>图文对文件夹</translation>
    </message>
    <message>
        <source>Folder to train in</source>
        <translation>训练文件夹</translation>
    </message>
    <message>
        <source>About CPCL Desktop</source>
        <translation>关于 CPCL Desktop</translation>
    </message>
    <message>
        <source>CPCL cases</source>
        <translation>CPCL 案件</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation>添加视频</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Example image</source>
        <translation>示例图像</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Open case</source>
        <translation>打开案件</translation>
    </message>
    <message>
        <source>Case {date}</source>
        <translation>案件 {date}</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新建案件</translation>
    </message>
    <message>
        <source>Folder for the report</source>
        <translation>报告文件夹</translation>
    </message>
    <message>
        <source>Save the search</source>
        <translation>保存搜索</translation>
    </message>
    <message>
        <source>Name of the saved search:</source>
        <translation>已存搜索的名称：</translation>
    </message>
    <message>
        <source>Footage is being added</source>
        <translation>正在添加影像</translation>
    </message>
    <message>
        <source>Footage is still being added to this case.</source>
        <translation>仍在向本案件添加影像。</translation>
    </message>
    <message>
        <source>If you stop, everything found so far is kept, and you can go on later.</source>
        <translation>如果停止，目前找到的内容都会保留，之后可以继续。</translation>
    </message>
    <message>
        <source>Stop adding</source>
        <translation>停止添加</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Nothing is known of its clock.</source>
        <translation>其时钟未知。</translation>
    </message>
    <message>
        <source>Its clock was stated by somebody.</source>
        <translation>其时钟由人工说明。</translation>
    </message>
    <message>
        <source>Its clock is that of the pictures&apos; EXIF data.</source>
        <translation>其时钟取自图片的 EXIF 数据。</translation>
    </message>
    <message>
        <source>Its clock is the recorder&apos;s own, frame by frame.</source>
        <translation>其时钟为录像机逐帧记录的时钟。</translation>
    </message>
    <message>
        <source>Its clock is read from the file&apos;s name.</source>
        <translation>其时钟由文件名读出。</translation>
    </message>
    <message>
        <source>Its clock is what the file says of itself.</source>
        <translation>其时钟取自文件自身的记录。</translation>
    </message>
    <message>
        <source>The clock of {name}</source>
        <translation>{name} 的时钟</translation>
    </message>
    <message>
        <source>{seconds}, unless you know</source>
        <translation>{seconds}，除非您确知</translation>
    </message>
    <message numerus="yes">
        <source>Zone, offset and doubt hold for all %n source(s) of camera {camera}</source>
        <translation>
            <numerusform>时区、偏差和误差适用于摄像机 {camera} 的全部 %n 个影像源</numerusform>
        </translation>
    </message>
    <message>
        <source>“{text}” is no number of seconds for the offset. Nothing was changed.</source>
        <translation>“{text}”不是偏差的秒数。未作任何更改。</translation>
    </message>
    <message>
        <source>“{text}” is no number of seconds for the doubt. Nothing was changed.</source>
        <translation>“{text}”不是误差的秒数。未作任何更改。</translation>
    </message>
    <message>
        <source>Its time at the first frame</source>
        <translation>第一帧时的录像机时间</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Seconds to add to its time</source>
        <translation>应加到其时间上的秒数</translation>
    </message>
    <message>
        <source>May be off by, in seconds</source>
        <translation>可能的误差（秒）</translation>
    </message>
    <message>
        <source>{known} What you state goes into the log, with what was known before.</source>
        <translation>{known}您说明的内容连同此前所知都会写入日志。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>{kind} file</source>
        <translation>{kind} 文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Purpose and authority</source>
        <translation>目的与授权</translation>
    </message>
    <message>
        <source>why: what is looked for, and in which matter</source>
        <translation>为何：查找什么，因何事项</translation>
    </message>
    <message>
        <source>by whose order: a file number, a court order</source>
        <translation>依何授权：案号、法院命令</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Both go into every entry of the case&apos;s log until the case is closed.</source>
        <translation>在案件关闭之前，两者都会写入案件日志的每条记录。</translation>
    </message>
    <message>
        <source>Writing the pairs</source>
        <translation>正在写入图文对</translation>
    </message>
    <message>
        <source>Looking through {folder}</source>
        <translation>正在查找 {folder}</translation>
    </message>
    <message>
        <source>Opening the models</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>{number} of {total}</source>
        <translation>第 {number} 个，共 {total} 个</translation>
    </message>
    <message>
        <source>Checking {name}</source>
        <translation>正在校验 {name}</translation>
    </message>
    <message>
        <source>Checking the database</source>
        <translation>正在校验数据库</translation>
    </message>
    <message>
        <source>Looking for models</source>
        <translation>正在查找模型</translation>
    </message>
    <message>
        <source>Adding {name}</source>
        <translation>正在添加 {name}</translation>
    </message>
    <message>
        <source>models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Removing {name}</source>
        <translation>正在移除 {name}</translation>
    </message>
    <message>
        <source>Choosing {name}</source>
        <translation>正在选择 {name}</translation>
    </message>
    <message>
        <source>Measuring the model</source>
        <translation>正在测量模型</translation>
    </message>
    <message>
        <source>The case uses the model {model} now; the vectors of {before} are kept.</source>
        <translation>案件现在使用模型 {model}；{before} 的向量仍保留。</translation>
    </message>
    <message>
        <source>The case uses the model {model} again; the vectors of {before} are kept.</source>
        <translation>案件重新使用模型 {model}；{before} 的向量仍保留。</translation>
    </message>
    <message numerus="yes">
        <source>%n vector(s) kept of the model {name} deleted.</source>
        <translation>
            <numerusform>已删除为模型 {name} 保留的 %n 个向量。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The change to the model {name} was given up; its %n vector(s) were deleted.</source>
        <translation>
            <numerusform>已放弃更换为模型 {name}；其 %n 个向量已删除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choosing pictures</source>
        <translation>正在选择截图</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Moments</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Opening the detector</source>
        <translation>正在打开检测器</translation>
    </message>
    <message>
        <source>Opening the model</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>checking the footage</source>
        <translation>校验影像</translation>
    </message>
    <message>
        <source>writing pictures</source>
        <translation>写入截图</translation>
    </message>
    <message>
        <source>looking for people</source>
        <translation>查找人物</translation>
    </message>
    <message>
        <source>cutting a clip</source>
        <translation>截取剪辑</translation>
    </message>
    <message>
        <source>writing the PDF</source>
        <translation>写入 PDF</translation>
    </message>
    <message>
        <source>hashing the files</source>
        <translation>计算文件哈希值</translation>
    </message>
    <message>
        <source>Report: opening the models</source>
        <translation>报告：正在打开模型</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>剪辑</translation>
    </message>
    <message>
        <source>{what}: {doing}</source>
        <translation>{what}：{doing}</translation>
    </message>
    <message>
        <source>likely persons</source>
        <translation>可能的同一人</translation>
    </message>
    <message>
        <source>a decision about persons</source>
        <translation>关于人物的判定</translation>
    </message>
    <message>
        <source>taking back a decision</source>
        <translation>撤回判定</translation>
    </message>
    <message>
        <source>Looking at the coverage</source>
        <translation>正在查看覆盖情况</translation>
    </message>
    <message>
        <source>Looking at the log</source>
        <translation>正在查看日志</translation>
    </message>
    <message>
        <source>Reading the log</source>
        <translation>正在读取日志</translation>
    </message>
    <message>
        <source>the case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>a preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>a frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>Looking at the models</source>
        <translation>正在查看模型</translation>
    </message>
    <message>
        <source>the model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>the case&apos;s model</source>
        <translation>案件的模型</translation>
    </message>
    <message>
        <source>Looking at the passages</source>
        <translation>正在查看片段</translation>
    </message>
    <message>
        <source>Describing</source>
        <translation>正在描述</translation>
    </message>
    <message>
        <source>the pairs</source>
        <translation>图文对</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Starting the trainer</source>
        <translation>正在启动训练程序</translation>
    </message>
    <message>
        <source>Training: {line}</source>
        <translation>训练：{line}</translation>
    </message>
    <message numerus="yes">
        <source>{first} and %n more</source>
        <translation>
            <numerusform>{first} 等，另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for footage</source>
        <translation>正在查找影像</translation>
    </message>
    <message>
        <source>Opening the case</source>
        <translation>正在打开案件</translation>
    </message>
    <message>
        <source>Looking at the case</source>
        <translation>正在查看案件</translation>
    </message>
    <message>
        <source>Looking for the footage</source>
        <translation>正在查找影像</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>正在搜索</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>正在计数</translation>
    </message>
    <message>
        <source>Laying out the timeline</source>
        <translation>正在排布时间线</translation>
    </message>
    <message>
        <source>Loading the saved searches</source>
        <translation>正在加载已存搜索</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>正在保存 {name}</translation>
    </message>
    <message>
        <source>Changing a saved search</source>
        <translation>正在更改已存搜索</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>正在打开 {name}</translation>
    </message>
    <message>
        <source>Taking out {name}</source>
        <translation>正在取出 {name}</translation>
    </message>
    <message>
        <source>Stating the clock</source>
        <translation>正在说明时钟</translation>
    </message>
    <message>
        <source>Unfinished footage</source>
        <translation>未读完的影像</translation>
    </message>
    <message>
        <source>Moving to the bin</source>
        <translation>正在移入回收站</translation>
    </message>
    <message>
        <source>Looking at the bin</source>
        <translation>正在查看回收站</translation>
    </message>
    <message>
        <source>Emptying the bin</source>
        <translation>正在清空回收站</translation>
    </message>
    <message>
        <source>Loading pictures</source>
        <translation>正在加载截图</translation>
    </message>
    <message>
        <source>Loading a picture</source>
        <translation>正在加载截图</translation>
    </message>
    <message>
        <source>Loading the passage</source>
        <translation>正在加载片段</translation>
    </message>
    <message>
        <source>Decoding</source>
        <translation>正在解码</translation>
    </message>
    <message>
        <source>Looking at the footage</source>
        <translation>正在查看影像</translation>
    </message>
    <message>
        <source>Loading the decisions</source>
        <translation>正在加载判定</translation>
    </message>
    <message>
        <source>Looking for decisions</source>
        <translation>正在查找判定</translation>
    </message>
    <message>
        <source>Grouping the passages</source>
        <translation>正在为片段分组</translation>
    </message>
    <message>
        <source>Loading moments</source>
        <translation>正在加载时刻</translation>
    </message>
    <message>
        <source>Deciding</source>
        <translation>正在判定</translation>
    </message>
    <message>
        <source>Taking a decision back</source>
        <translation>正在撤回判定</translation>
    </message>
    <message>
        <source>the report {name}</source>
        <translation>报告 {name}</translation>
    </message>
    <message>
        <source>Drop footage here</source>
        <translation>将影像拖放到此处</translation>
    </message>
    <message>
        <source>Videos, or folders of videos or frames. Originals are only read, never moved or changed. Everything stays on this machine.</source>
        <translation>视频，或视频、帧的文件夹。原件只会被读取，绝不移动或更改。一切都留在本机。</translation>
    </message>
    <message>
        <source>Add footage to this case</source>
        <translation>向本案件添加影像</translation>
    </message>
    <message>
        <source>Drop videos or folders here. Originals are only read, never moved or changed. Everything stays on this machine.</source>
        <translation>将视频或文件夹拖放到此处。原件只会被读取，绝不移动或更改。一切都留在本机。</translation>
    </message>
    <message>
        <source>All footage of this case is in the bin</source>
        <translation>本案件的所有影像都在回收站中</translation>
    </message>
    <message>
        <source>Nothing of it is searched. Select it in the list to put it back, or add other footage.</source>
        <translation>这些影像都不参与搜索。请在列表中选中以放回，或添加其他影像。</translation>
    </message>
    <message>
        <source>Looking for people…</source>
        <translation>正在查找人物…</translation>
    </message>
    <message>
        <source>They appear here as they are found. You can search at any time.</source>
        <translation>找到的人物会陆续显示在这里。您可以随时搜索。</translation>
    </message>
    <message>
        <source>Footage waits to be read</source>
        <translation>影像等待读取</translation>
    </message>
    <message>
        <source>Nobody has begun to read it. Originals are only read, never moved or changed. Everything stays on this machine.</source>
        <translation>尚未开始读取。原件只会被读取，绝不移动或更改。一切都留在本机。</translation>
    </message>
    <message>
        <source>No people were found in this footage</source>
        <translation>在此影像中未找到人物</translation>
    </message>
    <message>
        <source>Another detector, or looking at more frames per second, may find some: see Settings. Under each source stands what of it was not read or is too dark.</source>
        <translation>换用其他检测器或每秒查看更多帧也许能找到：见“设置”。每个影像源下方说明了哪些部分未读取或过暗。</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>The hits stand here as soon as they are found.</source>
        <translation>找到的结果会立即显示在这里。</translation>
    </message>
    <message>
        <source>There is no answer to this search</source>
        <translation>此搜索没有答案</translation>
    </message>
    <message>
        <source>Why stands above. Change the description or the filters, or clear the search to see everything.</source>
        <translation>原因见上方。请更改描述或筛选条件，或清除搜索以查看全部。</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>请继续输入</translation>
    </message>
    <message>
        <source>Of what stands there, nothing is understood yet. Enter says why; Esc shows everything.</source>
        <translation>目前输入的内容尚无法理解。按 Enter 查看原因；按 Esc 显示全部。</translation>
    </message>
    <message>
        <source>No passage passes the filters</source>
        <translation>没有片段符合筛选条件</translation>
    </message>
    <message>
        <source>Widen the time or choose more cameras, or clear the search to see everything. Under each source stands what of it was not read, is too dark or has no colour.</source>
        <translation>请放宽时间或选择更多摄像机，或清除搜索以查看全部。每个影像源下方说明了哪些部分未读取、过暗或没有颜色。</translation>
    </message>
    <message>
        <source>Pause, and go on later</source>
        <translation>暂停，稍后继续</translation>
    </message>
    <message>
        <source>Progress of adding {title}</source>
        <translation>添加 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop adding {title}</source>
        <translation>停止添加 {title}</translation>
    </message>
    <message>
        <source>Pause adding {title}</source>
        <translation>暂停添加 {title}</translation>
    </message>
    <message>
        <source>It starts when the footage before it is done.</source>
        <translation>前面的影像完成后开始。</translation>
    </message>
    <message>
        <source>Stop; what was found so far is kept</source>
        <translation>停止；目前找到的内容会保留</translation>
    </message>
    <message>
        <source>Stopping; what was found is being stored…</source>
        <translation>正在停止；正在保存已找到的内容…</translation>
    </message>
    <message>
        <source>Paused; what was found so far is kept. The program must stay open to go on from here.</source>
        <translation>已暂停；目前找到的内容会保留。要从这里继续，程序须保持打开。</translation>
    </message>
    <message>
        <source>Progress of writing {title}</source>
        <translation>写入 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop writing {title}</source>
        <translation>停止写入 {title}</translation>
    </message>
    <message>
        <source>It starts when the report before it is done.</source>
        <translation>前面的报告完成后开始。</translation>
    </message>
    <message>
        <source>Stop; no report is left</source>
        <translation>停止；不留下报告</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Progress of looking through {title}</source>
        <translation>查找 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop looking through {title}</source>
        <translation>停止查找 {title}</translation>
    </message>
    <message>
        <source>Stop; what was found is kept</source>
        <translation>停止；已找到的内容会保留</translation>
    </message>
    <message>
        <source>Progress of checking {title}</source>
        <translation>校验 {title} 的进度</translation>
    </message>
    <message>
        <source>Stop checking {title}</source>
        <translation>停止校验 {title}</translation>
    </message>
    <message>
        <source>It starts when the check before it is done.</source>
        <translation>前面的校验完成后开始。</translation>
    </message>
    <message>
        <source>Stop; nothing was changed</source>
        <translation>停止；未作任何更改</translation>
    </message>
    <message>
        <source>Waiting: {title}</source>
        <translation>等待中：{title}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the new passages</source>
        <translation>显示新片段</translation>
    </message>
    <message>
        <source>“{words}” was read as this filter. Press to have the words describe the person.</source>
        <translation>“{words}”被理解为此筛选条件。按下可改为用这些词描述人物。</translation>
    </message>
    <message>
        <source>Take back the filter {filter}</source>
        <translation>撤回筛选条件 {filter}</translation>
    </message>
    <message>
        <source>Footage in this case</source>
        <translation>本案件的影像</translation>
    </message>
    <message>
        <source>No footage yet. Drop videos or folders anywhere on this window.</source>
        <translation>还没有影像。将视频或文件夹拖放到窗口任意位置。</translation>
    </message>
    <message>
        <source>Footage</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add footage: videos, folders, or ready-made crops</source>
        <translation>添加影像：视频、文件夹或现成的截图</translation>
    </message>
    <message>
        <source>Add footage</source>
        <translation>添加影像</translation>
    </message>
    <message>
        <source>No case is open</source>
        <translation>未打开案件</translation>
    </message>
    <message>
        <source>Watch this folder no longer</source>
        <translation>不再监视此文件夹</translation>
    </message>
    <message>
        <source>Stop watching {folder}</source>
        <translation>停止监视 {folder}</translation>
    </message>
    <message>
        <source>Watch this folder again</source>
        <translation>重新监视此文件夹</translation>
    </message>
    <message>
        <source>Watch {folder} again</source>
        <translation>重新监视 {folder}</translation>
    </message>
    <message>
        <source>Take this folder out of the list</source>
        <translation>将此文件夹从列表中移除</translation>
    </message>
    <message>
        <source>Forget {folder}</source>
        <translation>移除 {folder}</translation>
    </message>
    <message>
        <source>Recorded: {span}</source>
        <translation>录制时间：{span}</translation>
    </message>
    <message numerus="yes">
        <source>In the bin · %n passage(s) not searched</source>
        <translation>
            <numerusform>在回收站中 · %n 个片段不参与搜索</numerusform>
        </translation>
    </message>
    <message>
        <source>Changed: not the content that was added</source>
        <translation>已更改：不是添加时的内容</translation>
    </message>
    <message>
        <source>Not where it was: could not be checked</source>
        <translation>不在原处：无法校验</translation>
    </message>
    <message>
        <source>{state} · content as added</source>
        <translation>{state} · 内容与添加时一致</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) have the content that was added.</source>
        <translation>
            <numerusform>%n 个影像源的内容与添加时一致。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put into the bin: not searched any more, nothing is deleted.</source>
        <translation>
            <numerusform>%n 个影像源已移入回收站：不再参与搜索，未删除任何内容。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) put back from the bin.</source>
        <translation>
            <numerusform>%n 个影像源已从回收站放回。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>{passages} and {pictures} are removed from the case for good.</source>
        <translation>{passages}和{pictures}将从案件中永久移除。</translation>
    </message>
    <message numerus="yes">
        <source>With them go %n decision(s), mark(s) and sentence(s) of people about them.</source>
        <translation>
            <numerusform>一并移除的还有人员对它们作出的 %n 项判定、标记和描述。</numerusform>
        </translation>
    </message>
    <message>
        <source>The footage itself stays where it is, and the log keeps what was removed.</source>
        <translation>影像文件本身保持原处不动，日志会保留移除记录。</translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) removed from the case for good.</source>
        <translation>
            <numerusform>%n 个影像源已从案件中永久移除。</numerusform>
        </translation>
    </message>
    <message>
        <source>{folder}: was watched</source>
        <translation>{folder}：曾被监视</translation>
    </message>
    <message>
        <source>{folder}: watched for new videos</source>
        <translation>{folder}：正在监视新视频</translation>
    </message>
    <message numerus="yes">
        <source>{folder}: watched, %n video(s) added</source>
        <translation>
            <numerusform>{folder}：正在监视，已添加 %n 个视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new video(s) arrived in a watched folder.</source>
        <translation>
            <numerusform>受监视的文件夹中出现了 %n 个新视频。</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at the folder</source>
        <translation>正在查看文件夹</translation>
    </message>
    <message>
        <source>{folder} is not watched any more</source>
        <translation>不再监视 {folder}</translation>
    </message>
</context>
</TS>
